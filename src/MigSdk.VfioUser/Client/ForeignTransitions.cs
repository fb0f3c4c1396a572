using System.Collections.Generic;
using static MigSdk.MigrationState;

namespace MigSdk.VfioUser;

/// <summary>What a server supports that cannot say so: the states of the protocol, with the arcs between them.</summary>
internal static class ForeignTransitions
{
    // The protocol has no use for the P2P states.
    private const MigrationFeatures InProtocol = MigrationFeatures.StopCopy | MigrationFeatures.PreCopy;

    internal static MigrationFeatures Features(MigrationFeatures flags) => flags & InProtocol;

    /// <summary>
    /// Every pair of its states but STOP_COPY and PRE_COPY, which the uAPI never allows; so it is in the kernel's table.
    /// </summary>
    internal static TransitionSet<MigrationState> Of(MigrationFeatures features)
    {
        if (!features.HasFlag(MigrationFeatures.StopCopy))
            return TransitionSet<MigrationState>.Empty;
        List<MigrationState> states = [Stop, Running, StopCopy, Resuming];
        if (features.HasFlag(MigrationFeatures.PreCopy))
            states.Add(PreCopy);
        var pairs = new List<(MigrationState, MigrationState)>();
        foreach (MigrationState from in states)
        {
            foreach (MigrationState to in states)
            {
                if ((from, to) != (StopCopy, PreCopy))
                    pairs.Add((from, to));
            }
        }

        return new TransitionSet<MigrationState>(pairs);
    }
}
