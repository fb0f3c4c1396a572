using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>
/// The proof that the source has stopped. Without it the destination cannot be asked to run. Only
/// <see cref="ConfirmAsync"/> makes one, and a receiver that was given the order of a sender which has one.
/// </summary>
internal sealed class StoppedSource
{
    private StoppedSource()
    {
    }

    /// <summary>Asks the source itself, since somebody else may have reset it meanwhile.</summary>
    /// <exception cref="MigrationException">EBUSY where the source is not in STOP_COPY.</exception>
    internal static async ValueTask<StoppedSource> ConfirmAsync(SourceEnd source, CancellationToken cancel)
    {
        MigrationState state = await source.GetStateAsync(cancel).ConfigureAwait(false);
        return state == MigrationState.StopCopy
            ? new StoppedSource()
            : throw new MigrationException(
                Errno.EBUSY,
                $"The source is in {state} and not in StopCopy any more: somebody else drives it. Keep it to the "
                + "migration.");
    }

    /// <summary>The source is another host's, which gives this order against its own proof.</summary>
    internal static StoppedSource ByOrder() => new();
}
