using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>The back end for a driver in the host's own process.</summary>
public static class InProcessBackend
{
    /// <summary>Makes a driver usable for hosts.</summary>
    /// <remarks>
    /// A handler that blocks its thread blocks the host as well: no time limit of the host can end that.
    /// </remarks>
    /// <typeparam name="TDriver">The driver's class, whose static answers are used.</typeparam>
    /// <param name="driver">The driver. Nobody else may drive it while a migration is in progress.</param>
    /// <returns>A back end.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="driver"/> is null.</exception>
    public static IMigrationBackend For<TDriver>(TDriver driver)
        where TDriver : class, IMigrationDriver
    {
        ArgumentNullException.ThrowIfNull(driver);
        return new Backend<TDriver>(driver);
    }

    private sealed class Backend<TDriver>(TDriver driver) : IMigrationBackend
        where TDriver : class, IMigrationDriver
    {
        public MigrationFeatures Features => TDriver.Features;

        public TransitionSet<MigrationState> SupportedTransitions => TDriver.SupportedTransitions;

        public ValueTask<MigrationState> GetStateAsync(CancellationToken cancel = default) => new(driver.State);

        public async ValueTask<IMigrationStream?> SetStateAsync(
            MigrationState target, CancellationToken cancel = default) =>
            await driver.SetStateAsync(target, cancel).ConfigureAwait(false) switch
            {
                SavingSession session => new InProcessSavingStream(session),
                ResumingSession session => new InProcessResumingStream(session),
                _ => null,
            };

        public async ValueTask ResetAsync(CancellationToken cancel = default)
        {
            ValueTask reset = driver.ResetAsync();
            if (reset.IsCompleted)
                await reset.ConfigureAwait(false);
            else
                await reset.AsTask().WaitAsync(cancel).ConfigureAwait(false);
        }

        public ValueTask<long?> GetStopCopyLengthAsync(CancellationToken cancel = default) =>
            new(driver.StopCopyLength);

        public IReadOnlyList<MigrationState> GetPath(MigrationState from, MigrationState target) =>
            TDriver.GetPath(from, target).ToArray();
    }
}
