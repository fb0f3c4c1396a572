namespace Samples.LiveMigration;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    /// <summary>The device was migrated, and everything that was to be proved held.</summary>
    internal const int Migrated = 0;

    /// <summary>Something that was to be proved did not hold.</summary>
    internal const int NotProved = 1;

    /// <summary>The command line is wrong. Nothing was done.</summary>
    internal const int Usage = 2;

    /// <summary>
    /// The device was not migrated, because of the failure or cancellation that was asked for, and the recovery was proved:
    /// exactly one side runs, and its work has no gap.
    /// </summary>
    internal const int Recovered = 3;

    /// <summary>
    /// The device was migrated and all held, but the failure or cancellation that was asked for never came to be.
    /// </summary>
    internal const int Undisturbed = 4;
}
