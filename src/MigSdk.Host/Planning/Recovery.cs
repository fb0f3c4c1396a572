using static MigSdk.MigrationState;

namespace MigSdk.Host;

/// <summary>What becomes of the destination, as far as the source's fate depends on it.</summary>
internal enum DestinationFate
{
    /// <summary>It has provably not worked on the migrated state: the source may go on.</summary>
    NeverRan,

    /// <summary>It works on the migrated state: the source must stay stopped.</summary>
    Runs,

    /// <summary>It has worked on the migrated state and does not any more: the source must stay stopped.</summary>
    HasFailed,

    /// <summary>Nobody can say: it has to be reset, and the source must stay stopped.</summary>
    MayHaveRun,
}

/// <summary>What is done after a failure, as pure functions of what has happened.</summary>
internal static class Recovery
{
    /// <summary>
    /// The states that the source is asked for after a failed request, before a reset is the last resort: QEMU's
    /// recover state (STOP after STOP_COPY), then RUNNING.
    /// </summary>
    /// <remarks>
    /// QEMU resets at once where its recover state is ERROR (a failed STOP or P2P step). Here RUNNING is tried there
    /// too, since a reset loses the device's work. A reset stays the only way out of ERROR.
    /// </remarks>
    /// <param name="observed">The state in which the source is now.</param>
    /// <param name="failed">What it was asked for when it failed; null where the source did not fail.</param>
    internal static MigrationState[] SourceTargets(MigrationState observed, MigrationState? failed) => observed switch
    {
        Running or Error => [],
        Stop => [Running],
        _ when failed == StopCopy => [Stop, Running],
        _ => [Running],
    };

    /// <summary>What a failed request for a running state has left at the destination.</summary>
    /// <remarks>
    /// Only the last arc of such a request enters a running state, so a device that is seen elsewhere has not run by
    /// it. ECANCELED in RUNNING is a device that was reset while it was on its way: a reset leads to RUNNING too, and
    /// nobody can tell how far it had come. The same goes for ECANCELED in ERROR, where that reset has failed. A device
    /// that has run and is in ERROR may be running on: what it does there nobody has promised. EBUSY in RUNNING is a
    /// receiver whose device somebody else has reset, and which therefore has not asked it. ETIMEDOUT is also what a
    /// receiver says that does not know whether its device has run.
    /// </remarks>
    /// <param name="hadRun">Whether it ran before the request.</param>
    /// <param name="errno">How the request failed.</param>
    /// <param name="observed">
    /// The state in which it is now; null where it does not answer or is still on its way.
    /// </param>
    internal static DestinationFate FateAfter(bool hadRun, Errno errno, MigrationState? observed)
    {
        bool interrupted = errno is Errno.ECANCELED or Errno.ETIMEDOUT or Errno.EBUSY;
        return observed switch
        {
            null => DestinationFate.MayHaveRun,
            Running or Error when interrupted => DestinationFate.MayHaveRun,
            Error when hadRun => DestinationFate.MayHaveRun,
            { } state when state.IsRunning() => DestinationFate.Runs,
            _ => hadRun ? DestinationFate.HasFailed : DestinationFate.NeverRan,
        };
    }
}
