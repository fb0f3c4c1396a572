using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace MigSdk.Benchmarks;

/// <summary>What somebody writes without the SDK: the 15 arcs as a switch, sessions and failures left out.</summary>
internal sealed class HandWritten
{
    private readonly Lock _lock = new();

    internal int Steps;

    internal MigrationState State { get; private set; } = MigrationState.Running;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool SetStateInlined(MigrationState target)
    {
        if (!IsArc(State, target))
            return false;
        Steps++;
        State = target;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal bool SetState(MigrationState target) => SetStateInlined(target);

    /// <summary>With what the failure law asks of any implementation: a handler's exception is caught and wrapped.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal bool SetStateGuarded(MigrationState target)
    {
        if (!IsArc(State, target))
            return false;
        try
        {
            Steps++;
        }
        catch (Exception cause)
        {
            throw new MigrationException(Errno.EIO, null, cause);
        }

        State = target;
        return true;
    }

    /// <summary>The same, for callers on any thread.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal bool SetStateLocked(MigrationState target)
    {
        lock (_lock)
            return SetStateGuarded(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsArc(MigrationState from, MigrationState to) => from switch
    {
        MigrationState.Stop => to is MigrationState.RunningP2P or MigrationState.StopCopy or MigrationState.Resuming,
        MigrationState.Running => to is MigrationState.RunningP2P or MigrationState.PreCopy,
        MigrationState.StopCopy or MigrationState.Resuming => to is MigrationState.Stop,
        MigrationState.RunningP2P =>
            to is MigrationState.Running or MigrationState.Stop or MigrationState.PreCopyP2P,
        MigrationState.PreCopy => to is MigrationState.Running or MigrationState.PreCopyP2P,
        MigrationState.PreCopyP2P =>
            to is MigrationState.RunningP2P or MigrationState.PreCopy or MigrationState.StopCopy,
        _ => false,
    };

    /// <summary>Every pair, combinations included, as a switch that somebody keeps by hand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsSupported(MigrationState from, MigrationState to)
    {
        if (from is MigrationState.Error || to is MigrationState.Error)
            return false;
        if (from > MigrationState.PreCopyP2P || to > MigrationState.PreCopyP2P)
            return false;
        return from != MigrationState.StopCopy || to is not (MigrationState.PreCopy or MigrationState.PreCopyP2P);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static bool IsSupportedCall(MigrationState from, MigrationState to) => IsSupported(from, to);

    /// <summary>The next state from every state, as nested switches.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryNext(MigrationState from, MigrationState to, out MigrationState next)
    {
        next = from;
        if (!IsSupported(from, to))
            return false;
        next = from == to ? from : from switch
        {
            MigrationState.Stop => to switch
            {
                MigrationState.StopCopy => MigrationState.StopCopy,
                MigrationState.Resuming => MigrationState.Resuming,
                _ => MigrationState.RunningP2P,
            },
            MigrationState.Running => to is MigrationState.PreCopy ? MigrationState.PreCopy : MigrationState.RunningP2P,
            MigrationState.StopCopy or MigrationState.Resuming => MigrationState.Stop,
            MigrationState.RunningP2P => to switch
            {
                MigrationState.Running or MigrationState.PreCopy => MigrationState.Running,
                MigrationState.PreCopyP2P => MigrationState.PreCopyP2P,
                _ => MigrationState.Stop,
            },
            MigrationState.PreCopy => to switch
            {
                MigrationState.PreCopyP2P or MigrationState.StopCopy => MigrationState.PreCopyP2P,
                _ => MigrationState.Running,
            },
            _ => to switch
            {
                MigrationState.PreCopy => MigrationState.PreCopy,
                MigrationState.StopCopy => MigrationState.StopCopy,
                _ => MigrationState.RunningP2P,
            },
        };
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static bool TryNextCall(MigrationState from, MigrationState to, out MigrationState next) =>
        TryNext(from, to, out next);
}
