using System;

namespace MigSdk.Engine;

// What hosts read when a transition fails.
public sealed partial class StateMachineCore<TState>
{
    private string Refusal(TState start, TState target)
    {
        if (IsError(start))
            return $"only a reset leads out of {start}";
        return IsError(target)
            ? $"{target} is entered by a failure and cannot be asked for"
            : "this driver has no way there: the pair is blocked, a state belongs to a feature that it lacks, or the spec has "
                + "single arcs only";
    }

    private static string Describe(in Walk<TState> walk, Exception cause, TState reached)
    {
        string at = walk.FailedArc is { } arc && !(arc.From.Equals(walk.Start) && arc.To.Equals(walk.Target))
            ? $" at {arc.From} -> {arc.To}"
            : "";
        return $"{walk.Start} -> {walk.Target} failed{at} with {Failure.ErrnoOf(cause)}: {cause.Message.TrimEnd('.')}. "
            + $"The driver is in {reached}.";
    }
}
