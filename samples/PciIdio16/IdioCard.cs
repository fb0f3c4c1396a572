using System;
using System.Threading;

namespace Samples.PciIdio16;

/// <summary>
/// The card: what the guest does to its registers, what the field does to its input lines, and what comes out of both.
/// Safe to use from any thread.
/// </summary>
/// <param name="setInterruptLine">
/// Is told the level of the interrupt line whenever it changes, and in order. Must not call the card.
/// </param>
public sealed class IdioCard(Action<bool> setInterruptLine)
{
    private readonly Lock _lock = new();
    private IdioState _state = IdioState.PowerOn;
    private ushort _lines;
    private bool _isRunning = true;
    private bool _isLineRaised;

    /// <summary>Is told what the card remembers whenever that changes, and in order. Must not call the card.</summary>
    public Action<IdioState>? Changed { get; set; }

    /// <summary>What the card remembers now.</summary>
    public IdioState State
    {
        get
        {
            lock (_lock)
                return _state;
        }
    }

    /// <summary>The guest reads a register.</summary>
    public byte Read(IdioRegister register)
    {
        lock (_lock)
        {
            (byte value, IdioState next) = _state.Read(register);
            Change(next);
            return value;
        }
    }

    /// <summary>The guest writes a register.</summary>
    public void Write(IdioRegister register, byte value)
    {
        lock (_lock)
            Change(_state.Write(register, value));
    }

    /// <summary>The field drives the sixteen input lines. A card that stands still sees it when it runs again.</summary>
    public void DriveInputs(ushort lines)
    {
        lock (_lock)
        {
            _lines = lines;
            Change(_state.See(lines));
        }
    }

    /// <summary>Stands still: whatever happens, nothing changes any more.</summary>
    public void Stop()
    {
        lock (_lock)
            _isRunning = false;
    }

    /// <summary>
    /// Runs on. An input that is another than before the stop is a change like any other, and interrupts.
    /// </summary>
    public void Start()
    {
        lock (_lock)
        {
            _isRunning = true;
            Change(_state.See(_lines));
        }
    }

    /// <summary>Takes over another card's state. The card must stand still.</summary>
    /// <exception cref="InvalidOperationException">The card is running.</exception>
    public void Load(IdioState state)
    {
        lock (_lock)
        {
            if (_isRunning)
                throw new InvalidOperationException("The card is running; only a card that stands still takes over a state.");
            Show(state);
        }
    }

    /// <summary>Back to power-on, and running. The input lines are the field's, and stay.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            _isRunning = true;
            Show(IdioState.PowerOn with { Inputs = _lines });
        }
    }

    // A stopped card must not change: what is saved then is what the destination goes on with.
    private void Change(IdioState next)
    {
        if (_isRunning)
            Show(next);
    }

    private void Show(IdioState next)
    {
        if (next == _state)
            return;
        _state = next;
        Changed?.Invoke(next);
        if (next.IsInterrupting != _isLineRaised)
        {
            _isLineRaised = next.IsInterrupting;
            setInterruptLine(_isLineRaised);
        }
    }
}
