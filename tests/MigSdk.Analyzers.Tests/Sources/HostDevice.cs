using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MigSdk;
using static MigSdk.MigrationState;

namespace Hosts;

// A device model that owns a driver, and what is around it.
public sealed class Device
{
    private readonly Nic _nic = new();
    private readonly Nic? _spare;
    private MigrationSession? _session;

    public Device(Nic? spare = null) => _spare = spare;

    public event Action<MigrationState>? Entered;

    public MigrationState State => _nic.State;

    public bool IsRunning => _nic.State is Running or RunningP2P or PreCopy or PreCopyP2P;

    public Func<MigrationState, ValueTask<MigrationSession?>> Setter => target => _nic.SetStateAsync(target);

    // What the wire says.
    public void Write(uint value)
    {
        _session = _nic.SetState((MigrationState)value) ?? _session;
        Entered?.Invoke((MigrationState)(int)(uint)_nic.State);
    }

    public uint Read() => (uint)_nic.State;

    public ulong Pack(MigrationState from, MigrationState to) => ((ulong)from << 32) | (ulong)to;

    public uint SetOf(IEnumerable<MigrationState> states) => states.Aggregate(0u, (set, state) => set | (1u << (int)state));

    public bool IsIn(uint set, MigrationState state) => (set & (1u << (int)state)) != 0;

    public int HashOf(MigrationState from, MigrationState to) => ((int)from * 397) ^ (int)to;

    public string NameOf(MigrationState state) => new[] { "error", "stop", "run", "save", "load", "p2p", "pre", "pre-p2p" }[(int)state & 7];

    public void Pause()
    {
        _nic.SetState(Stop);
        _spare?.SetState(Stop);
    }

    public void Resume() => _nic.SetState(Running);

    public MigrationSession? BeginSaving() => _nic.SetState(StopCopy);

    public bool TryLoad(Action<ResumingSession> load)
    {
        if (_nic.SetState(Resuming) is not ResumingSession session)
            return false;
        load(session);
        _nic.SetState(Running);
        return true;
    }

    public async Task AgainAsync()
    {
        var session = (SavingSession?)await _nic.SetStateAsync(StopCopy);
#pragma warning disable MIG3014 // As QEMU does: once more when the VM has stopped.
        await _nic.SetStateAsync(StopCopy);
#pragma warning restore MIG3014
        Console.WriteLine(session?.BytesTransferred);
        await _nic.SetStateAsync(Stop);
    }

    public void Restart()
    {
        _nic.Reset();
        _ = _nic.ResetAsync();
        _ = _nic.SetStateAsync(Running);
    }

    public bool CanGoTo(MigrationState target) => Nic.ArcSupported(_nic.State, target);

    public int StepsTo(MigrationState target)
    {
        int steps = 0;
        foreach (MigrationState state in Nic.GetPath(_nic.State, target))
            steps += state == target ? 1 : 2;
        return steps;
    }

    public static MigrationState FromRfc(Rfc2022State state) => state switch
    {
        Rfc2022State.Running => Running,
        Rfc2022State.Stop => Stop,
        Rfc2022State.Resuming => Resuming,
        _ => Enum.Parse<MigrationState>(state.ToString()),
    };

    public static bool IsLast(MigrationState from, MigrationState target) =>
        Nic.TryGetNextState(from, target, out MigrationState next) && next == target;

    public static void Step(Nic nic, MigrationState target)
    {
        Nic.TryGetNextState(nic.State, target, out MigrationState next);
        nic.SetState(next);
    }
}

// A driver that is made by hand does as its author likes.
public sealed class Recording(IMigrationDriver inner)
{
    public List<MigrationState> Asked { get; } = [];

    public MigrationState State => inner.State;

    public ValueTask<MigrationSession?> SetStateAsync(MigrationState target)
    {
        Asked.Add(target);
        return inner.SetStateAsync(target);
    }

    public static Task GiveUpAsync(Recording recording)
    {
        _ = recording.State;
        return recording.SetStateAsync(Error).AsTask();
    }
}
