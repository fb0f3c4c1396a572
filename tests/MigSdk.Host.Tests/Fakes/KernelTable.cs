using System.Collections.Generic;

namespace MigSdk.Host.Tests.Fakes;

/// <summary>
/// The next state as the kernel's function yields it: rows are the current state, columns the target.
/// </summary>
internal static class KernelTable
{
    private const string Next = "00000000" + "01534555" + "05255565" + "01131100"
        + "01114111" + "01211527" + "02272267" + "05535567";

    internal static bool Has(MigrationFeatures features, MigrationState state) => state switch
    {
        MigrationState.Error => false,
        MigrationState.RunningP2P => features.HasFlag(MigrationFeatures.P2P),
        MigrationState.PreCopy => features.HasFlag(MigrationFeatures.PreCopy),
        MigrationState.PreCopyP2P => features.HasFlag(MigrationFeatures.P2P | MigrationFeatures.PreCopy),
        _ => true,
    };

    /// <summary>The states after the current one; null where the transition is not supported.</summary>
    internal static List<MigrationState>? Path(MigrationFeatures features, MigrationState from, MigrationState target)
    {
        if (!Has(features, from) || !Has(features, target))
            return null;
        var path = new List<MigrationState>();
        for (MigrationState state = from; state != target;)
        {
            state = NextOf(state, target);
            if (state == MigrationState.Error)
                return null;
            if (Has(features, state))
                path.Add(state);
        }

        return path;
    }

    internal static TransitionSet<MigrationState> Supported(MigrationFeatures features)
    {
        var pairs = new List<(MigrationState, MigrationState)>();
        for (MigrationState from = 0; (int)from < 8; from++)
        {
            for (MigrationState target = 0; (int)target < 8; target++)
            {
                if (Path(features, from, target) is not null)
                    pairs.Add((from, target));
            }
        }

        return new TransitionSet<MigrationState>(pairs);
    }

    private static MigrationState NextOf(MigrationState from, MigrationState target) =>
        (MigrationState)(Next[((int)from * 8) + (int)target] - '0');
}
