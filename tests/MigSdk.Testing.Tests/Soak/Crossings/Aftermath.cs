using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Testing.Tests.Soak;

/// <summary>
/// What an operator does after a migration, who sees both devices: one of them goes on, with everything that the guest had,
/// and the other one is empty.
/// </summary>
internal sealed class Aftermath(End source, End destination, Guest guest, Outcome outcome)
{
    /// <summary>Puts everything in order.</summary>
    /// <returns>The end that goes on.</returns>
    internal async Task<End> SettleAsync()
    {
        CheckGuestsPlace();
        bool wasOnDestination = guest.Place == destination;
        await guest.PauseAsync();
        foreach (End end in (End[])[source, destination])
        {
            await end.SettleAsync();
            // Answered after everything that came before it.
            await end.Backend.GetStateAsync();
        }

        End winner = FindWinner();
        End loser = winner == source ? destination : source;
        if (winner == destination)
            CheckTakeover();
        else if (wasOnDestination && outcome.MayLoseDestinationsWork)
            guest.GoBack();
        if (loser.Device.Device.IsWorking)
            throw new SoakException("Both devices work.", outcome);
        if (!winner.Device.HoldsJob)
            await BeginAnewAsync(winner);
        else if (winner.Device.Driver.State != MigrationState.Running)
            await winner.Backend.SetStateAsync(MigrationState.Running);

        await loser.Backend.ResetAsync();
        await CheckAsync(winner, loser);
        guest.RunOn(winner);
        return winner;
    }

    // The host's words, as far as its guest is concerned.
    private void CheckGuestsPlace()
    {
        End? place = outcome.Side switch
        {
            RunningSide.Source => source,
            RunningSide.Destination => destination,
            _ => guest.Place,
        };
        if (guest.Place != place)
            throw new SoakException($"The guest is on {guest.Place?.ToString() ?? "none"} and belongs on {place}.", outcome);
    }

    private End FindWinner()
    {
        bool mayBeDestination = outcome.Side is RunningSide.Destination or RunningSide.Unknown;
        if (destination.Device.Device.IsWorking)
        {
            return mayBeDestination
                ? destination
                : throw new SoakException("The destination works, and nobody has said so.", outcome);
        }

        // One that stands still with the job in it goes on, unless the other one has.
        if (source.Device.HoldsJob && !outcome.HasDestinationRun)
            return source;
        if (!IsLossExplained)
        {
            throw new SoakException(
                $"The job is lost: source {Words.Say(source.Device)}, destination {Words.Say(destination.Device)}.", outcome);
        }

        return outcome.HasDestinationRun ? destination : source;
    }

    private bool WasRobbed => source.Device.WasRobbed || destination.Device.WasRobbed;

    private bool IsLossExplained =>
        outcome.HasResetSource
        || source.Device.WasRobbed
        || (destination.Device.WasRobbed && outcome.Side != RunningSide.Source);

    private void CheckTakeover()
    {
        if (WasRobbed)
            return;
        if (source.Device.Device.IsRunning)
            throw new SoakException("The source is not stopped.", outcome);
        string stopped = source.Device.Device.ComputeHash();
        if (destination.Device.Takeover != stopped)
            throw new SoakException($"The destination has begun with {destination.Device.Takeover}, not {stopped}.", outcome);
    }

    private async Task BeginAnewAsync(End end)
    {
        if (end.Device.Driver.State != MigrationState.Running)
            await end.Backend.ResetAsync();
        end.Device.Device.BeginJob(seed: 7);
        guest.Restart();
    }

    private async Task CheckAsync(End winner, End loser)
    {
        await guest.LookAsync(winner);
        // Only for the time of looking at it; the migration's states are not concerned.
        winner.Device.Device.Stop();
        string? gap = winner.Device.Device.FindGap() ?? guest.Gap;
        winner.Device.Device.Start();
        if (gap is not null)
            throw new SoakException($"The {(winner == source ? "source" : "destination")} goes on with a gap: {gap}", outcome);
        if (!winner.Device.Device.IsWorking || winner.Device.Driver.State != MigrationState.Running)
            throw new SoakException($"What should go on does not: {Words.Say(winner.Device)}.", outcome);
        if (loser.Device.HoldsJob || loser.Device.Driver.State != MigrationState.Running)
            throw new SoakException($"A reset device is not empty: {Words.Say(loser.Device)}.", outcome);
    }
}
