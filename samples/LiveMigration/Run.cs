using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigSdk;
using MigSdk.Host;
using Samples.Devices;

namespace Samples.LiveMigration;

/// <summary>One run: two devices, a guest, a migration, and the proof.</summary>
/// <typeparam name="TDriver">The driver of both ends.</typeparam>
internal sealed class Run<TDriver>(Settings settings, IDisplay display, Func<Device, TDriver> attach)
    where TDriver : class, IMigrationDriver, ISampleDevice
{
    private const ulong Seed = 0x5EED;
    private const double BytesPerMebibyte = 1024 * 1024;
    private static readonly TimeSpan WorkTime = TimeSpan.FromSeconds(1);

    private readonly PeerMailbox _peer = new();
    private readonly Guest _guest = new();
    private bool _hasFailed;
    private Takeover? _takeover;

    /// <summary>Runs it.</summary>
    /// <param name="cancel">Cancels the migration; its recovery and the proof follow all the same.</param>
    /// <returns>The process's exit code.</returns>
    internal async Task<int> StartAsync(CancellationToken cancel)
    {
        if (settings.FailAt is { } fault && !Walkthrough.ArcsOf<TDriver>().Contains((fault.From, fault.To)))
        {
            string arcs = string.Join(", ", Walkthrough.ArcsOf<TDriver>().Select(arc => $"{arc.From}:{arc.To}"));
            await Console.Error.WriteLineAsync($"{settings.Driver} has no arc {fault.From}:{fault.To}. It has {arcs}.");
            return ExitCode.Usage;
        }

        using Device sourceDevice = CreateDevice();
        using Device destinationDevice = CreateDevice();
        TDriver source = attach(sourceDevice);
        TDriver destination = attach(destinationDevice);
        using var observer = new ArcObserver(display.Show);
        ArcObserver.Attach(source, MigrationEnd.Source, arc => FailIfAsked(MigrationEnd.Source, arc));
        ArcObserver.Attach(destination, MigrationEnd.Destination, arc =>
        {
            FailIfAsked(MigrationEnd.Destination, arc);
            NoteTakeover(destinationDevice, arc);
        });

        var view = new RunView(Title(), sourceDevice, destinationDevice, () => source.State, () => destination.State);
        await using (_guest)
        {
            // Not on this thread: a migration between two synchronous drivers never leaves its caller's.
            Outcome outcome = await display.ShowAsync(
                view, () => Task.Run(() => WorkAndMigrateAsync(source, destination, cancel)));
            await _guest.PauseAsync();
            var proof = new Proof(outcome, sourceDevice, destinationDevice, _takeover, _peer, _guest);
            return Conclude(outcome, proof.Claims(), cancel.IsCancellationRequested);
        }
    }

    private Device CreateDevice()
    {
        var options = new DeviceOptions
        {
            MemoryMebibytes = settings.MemoryMebibytes,
            WriteMebibytesPerSecond = settings.DirtyMebibytesPerSecond,
        };
        return new Device(options, _peer.Receive);
    }

    private string Title() =>
        $"{settings.Driver} ({TDriver.Features}): {settings.MemoryMebibytes} MiB of memory, "
        + $"{settings.DirtyMebibytesPerSecond} MiB/s written, over a link of {settings.LinkMebibytesPerSecond} MiB/s, "
        + $"downtime target {settings.DowntimeTarget.TotalMilliseconds} ms";

    private async Task<Outcome> WorkAndMigrateAsync(TDriver source, TDriver destination, CancellationToken cancel)
    {
        source.Device.BeginJob(Seed);
        _guest.RunOn(source.Device);
        await Task.Delay(WorkTime, CancellationToken.None);

        LiveMigrationResult? result = null;
        LiveMigrationException? failure = null;
        try
        {
            result = await MigrateAsync(source, destination, cancel);
        }
        catch (LiveMigrationException cause)
        {
            failure = cause;
        }

        ulong sourceItems = source.Device.Read(Register.WorkCounter);
        ulong destinationItems = destination.Device.Read(Register.WorkCounter);
        ulong guestWrites = _guest.Written;
        await Task.Delay(WorkTime, CancellationToken.None);
        return new Outcome(
            result,
            failure,
            source.Device.Read(Register.WorkCounter) - sourceItems,
            destination.Device.Read(Register.WorkCounter) - destinationItems,
            _guest.Written - guestWrites);
    }

    private async Task<LiveMigrationResult> MigrateAsync(TDriver source, TDriver destination, CancellationToken cancel)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        if (settings.CancelAfter is { } time)
            cancellation.CancelAfter(time);
        var options = new LiveMigrationOptions
        {
            DowntimeTarget = settings.DowntimeTarget,
            OnSourceStopping = _ => _guest.PauseAsync(),
            OnDestinationRunning = () => RunGuestOnAsync(destination.Device),
            OnSourceRunning = () => RunGuestOnAsync(source.Device),
        };
        var link = new Link(settings.LinkMebibytesPerSecond * BytesPerMebibyte);
        return await MigSdk.Host.LiveMigration.RunAsync(
            InProcessBackend.For(source),
            new LinkedBackend(InProcessBackend.For(destination), link),
            options,
            display,
            cancellation.Token);
    }

    private ValueTask RunGuestOnAsync(Device device)
    {
        _guest.RunOn(device);
        return ValueTask.CompletedTask;
    }

    private void FailIfAsked(MigrationEnd end, ArcContext arc)
    {
        if (_hasFailed || settings.FailAt?.IsAt(end, arc) != true)
            return;
        _hasFailed = true;
        throw new MigrationException(Errno.EIO, $"{arc.From} -> {arc.To} fails, as --fail-at asks.");
    }

    // The destination leaves STOP for a running state only after it has taken the source's state over.
    private void NoteTakeover(Device device, ArcContext arc)
    {
        if (arc.From != MigrationState.Stop || arc.To is not (MigrationState.Running or MigrationState.RunningP2P))
            return;
        long begin = Stopwatch.GetTimestamp();
        string hash = device.ComputeHash();
        _takeover = new Takeover(hash, device.Read(Register.WorkCounter), Stopwatch.GetElapsedTime(begin));
    }

    private int Conclude(Outcome outcome, List<Claim> claims, bool wasInterrupted)
    {
        bool isProved = claims.TrueForAll(claim => claim.Holds);
        display.Say(Summary(outcome));
        display.Show(claims);
        if (!isProved)
            return ExitCode.NotProved;
        if (outcome.Failure is { } failure)
        {
            bool wasAskedFor = _hasFailed || settings.CancelAfter is not null || wasInterrupted;
            return wasAskedFor && failure.RunningSide == RunningSide.Source ? ExitCode.Recovered : ExitCode.NotProved;
        }

        if (_hasFailed || !settings.IsDisturbed)
            return ExitCode.Migrated;
        display.Say("The migration was not disturbed: the arc was not taken, or the time was not reached.");
        return ExitCode.Undisturbed;
    }

    private string Summary(Outcome outcome)
    {
        if (outcome.Result is not { } result)
            return $"Not migrated ({outcome.Failure!.Errno}). {outcome.Failure.Message}";
        TimeSpan cost = _takeover?.Cost ?? TimeSpan.Zero;
        string leftover = result.SourceStopFailure is { } cause ? $" The source is stopped, but: {cause.Message}" : "";
        return $"Migrated: {Figures.Mebibytes(result.BytesTransferred)} in {Figures.Milliseconds(result.Elapsed)}, rounds: "
            + $"{result.Rounds}. Downtime {Figures.Milliseconds(result.Downtime - cost)}, and {Figures.Milliseconds(cost)} in "
            + $"which the proof took the destination's hash.{leftover}";
    }
}
