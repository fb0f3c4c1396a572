using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Tests;

/// <summary>A device of one byte, whose every operation may go wrong.</summary>
internal sealed class ModelDevice(ModelWorld world, string name, ModelKind kind) : IMigrationBackend
{
    private ModelStream? _stream;
    private bool _isLost;
    private bool _hasMigrated;

    public MigrationFeatures Features => kind.Features;

    public TransitionSet<MigrationState> SupportedTransitions => kind.Transitions;

    internal string Name => name;

    internal MigrationState State { get; private set; } = Running;

    /// <summary>What it works on; 0 after a reset.</summary>
    internal byte Content { get; set; }

    internal bool IsLost => _isLost;

    internal bool IsRunning => State is Running or RunningP2P or PreCopy or PreCopyP2P;

    /// <summary>Whether it runs on a state that it was given.</summary>
    internal bool RunsMigrated => _hasMigrated && IsRunning;

    internal ModelState Facts => new(State, Content, _isLost);

    /// <summary>What it says when it is asked for its state, in place of the truth.</summary>
    internal Func<MigrationState, MigrationState>? Says { get; set; }

    /// <summary>Whether its reset does nothing and says that all went well.</summary>
    internal bool IgnoresReset { get; set; }

    public ValueTask<MigrationState> GetStateAsync(CancellationToken cancel = default) =>
        new(Operate("GetState", () => Says?.Invoke(State) ?? State, null));

    public ValueTask<IMigrationStream?> SetStateAsync(MigrationState target, CancellationToken cancel = default) =>
        new(Operate($"SetState {target}", () => Walk(target, int.MaxValue), () => Walk(target, 1)));

    public ValueTask ResetAsync(CancellationToken cancel = default)
    {
        Operate<object?>(
            "Reset",
            () =>
            {
                if (!IgnoresReset)
                    Reset();
                return null;
            },
            null);
        return ValueTask.CompletedTask;
    }

    public ValueTask<long?> GetStopCopyLengthAsync(CancellationToken cancel = default) => new(1);

    public IReadOnlyList<MigrationState> GetPath(MigrationState from, MigrationState target) => kind.Path(from, target);

    internal void Reset()
    {
        _stream = null;
        _hasMigrated = false;
        Content = 0;
        State = Running;
        world.Look();
    }

    /// <summary>Does an operation, or what happens instead.</summary>
    internal T Operate<T>(string what, Func<T> effect, Func<T>? midway)
    {
        Happening happening = world.Next(this, what);
        if (_isLost)
            throw new MigrationException(Errno.EIO, "The device is gone.");
        switch (happening)
        {
            case Happening.FailsBefore:
                throw new MigrationException(Errno.EIO, "before");
            case Happening.FailsMidway:
                midway?.Invoke();
                throw new MigrationException(Errno.EIO, "midway");
            case Happening.FailsAfter:
                effect();
                throw new MigrationException(Errno.EIO, "after");
            case Happening.Dies:
                _stream = null;
                State = Error;
                world.Look();
                throw new MigrationException(Errno.EIO, "for good");
            case Happening.IsLostBefore:
                _isLost = true;
                throw new MigrationException(Errno.EIO, "The device is gone.");
            case Happening.IsLostAfter:
                effect();
                _isLost = true;
                throw new MigrationException(Errno.EIO, "The device is gone.");
            default:
                return effect();
        }
    }

    private IMigrationStream? Walk(MigrationState target, int arcs)
    {
        if (!kind.Transitions.Contains(State, target))
            throw new MigrationException(Errno.EINVAL, $"{State} -> {target}");
        ModelStream? opened = null;
        foreach (MigrationState next in kind.Path(State, target))
        {
            if (arcs-- == 0)
                break;
            opened = Take(State, next);
            State = next;
            world.Look();
        }

        return opened;
    }

    private ModelStream? Take(MigrationState from, MigrationState to)
    {
        if (from == MigrationState.Resuming)
        {
            // A device that has refused a stream stays where it is.
            Content = _stream!.Written is [.., { } last] && _stream.IsWhole
                ? last
                : throw new MigrationException(Errno.EINVAL, "The stream is not whole.");
            _hasMigrated = true;
        }

        bool saves = Saves(to);
        if (to == MigrationState.Resuming || (saves && !Saves(from)))
        {
            _hasMigrated &= saves;
            return _stream = new ModelStream(this, to);
        }

        if (saves)
            _stream!.Arrive(to);
        else
            _stream = null;
        return null;
    }

    private static bool Saves(MigrationState state) => state is PreCopy or PreCopyP2P or StopCopy;
}
