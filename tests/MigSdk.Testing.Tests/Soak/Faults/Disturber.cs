using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Testing.Tests.Soak;

/// <summary>Counts the host's operations on both devices of a migration, and makes its fault happen at one of them.</summary>
internal sealed class Disturber : IDisposable
{
    private static readonly TimeSpan Slowness = TimeSpan.FromMilliseconds(150);

    private readonly Fault _fault;
    private readonly End _end;
    private readonly CancellationTokenSource _cancel = new();
    private int _operations;
    private int _onTheirWay;
    private bool _isDamaging;
    private volatile bool _isOver;

    internal Disturber(Fault fault, End source, End destination)
    {
        _fault = fault;
        _end = fault.End == MigrationEnd.Source ? source : destination;
    }

    /// <summary>Cancels the migration.</summary>
    internal CancellationToken Token => _cancel.Token;

    /// <summary>The connection of the two hosts.</summary>
    internal TamperedStream? Link { get; set; }

    /// <summary>Whether the fault has happened.</summary>
    internal bool HasHappened => _fault.Kind != FaultKind.None && Volatile.Read(ref _operations) >= _fault.AtOperation;

    /// <summary>Carries out an operation of the host, and before it the fault where it is time.</summary>
    internal async ValueTask<T> RunAsync<T>(MigrationEnd end, Func<ValueTask<T>> operation)
    {
        Interlocked.Increment(ref _onTheirWay);
        try
        {
            int number = Interlocked.Increment(ref _operations);
            if (number == _fault.AtOperation)
                Happen();
            if (_fault.Kind == FaultKind.BackendIsSlow && !_isOver && end == _fault.End
                && (number == _fault.AtOperation || (_fault.Lasts && number > _fault.AtOperation)))
            {
                await Task.Delay(Slowness);
            }

            return await operation();
        }
        finally
        {
            Interlocked.Decrement(ref _onTheirWay);
        }
    }

    /// <summary>The bytes that come to the destination: those of the source but for the fault.</summary>
    internal ReadOnlyMemory<byte> Pass(ReadOnlyMemory<byte> data)
    {
        if (!_isDamaging || data.IsEmpty)
            return data;
        _isDamaging = false;
        return Damage.Flip(data, _fault.Number);
    }

    /// <summary>Nothing happens any more, and what was on its way in the devices has ended.</summary>
    internal async ValueTask EndAsync()
    {
        _isOver = true;
        _end.Device.Fault = null;
        for (int i = 0; Volatile.Read(ref _onTheirWay) > 0; i++)
        {
            if (i > 10_000)
                throw new TimeoutException($"{_onTheirWay} operations do not end.");
            await Task.Delay(1);
        }
    }

    public void Dispose() => _cancel.Dispose();

    private void Happen()
    {
        switch (_fault.Kind)
        {
            case FaultKind.HandlerFails or FaultKind.HandlerFailsFatally or FaultKind.HandlerIsSlow:
                _end.Device.Fault = BeforeHandler;
                break;
            case FaultKind.Cancelled when _fault.Lasts:
                _cancel.CancelAfter(_fault.Number % 20);
                break;
            case FaultKind.Cancelled:
                _cancel.Cancel();
                break;
            case FaultKind.ResetBySomebodyElse:
                _end.Device.ResetBySomebodyElse();
                break;
            case FaultKind.StreamDamaged:
                _isDamaging = true;
                break;
            case FaultKind.SocketCut:
                _end.CutAfter(_fault.Number % 8, _fault.Lasts);
                break;
            case FaultKind.ServerVanishes:
                _end.Vanish();
                break;
            case FaultKind.LinkCut:
                Link?.Cut();
                break;
            case FaultKind.LinkDead:
                Link?.FallSilent();
                break;
            case FaultKind.LinkDamaged:
                Link?.DamageNext(_fault.Number);
                break;
        }
    }

    private void BeforeHandler(ArcContext arc)
    {
        if (!_fault.Lasts)
            _end.Device.Fault = null;
        switch (_fault.Kind)
        {
            case FaultKind.HandlerIsSlow:
                Thread.Sleep(Slowness);
                break;
            case FaultKind.HandlerFailsFatally:
                throw new MigrationException(Errno.EIO, "As the soak has it.") { Fatal = true };
            case FaultKind.HandlerFails when _fault.Number % 4 == 0:
                throw new InvalidOperationException("Not even an errno.");
            default:
                throw new MigrationException(Errno.EIO, "As the soak has it.");
        }
    }
}
