using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Cli;

/// <summary>Carries migrations out, and turns what becomes of them into outcomes.</summary>
/// <param name="display">What shows them.</param>
/// <param name="error">Takes what should be known and is no part of the result.</param>
/// <param name="options">How they are carried out.</param>
/// <param name="mebibytesPerSecond">How fast a source's state is read at most; 0 for no limit.</param>
/// <param name="cancel">Cancels them.</param>
internal sealed class Migrator(
    IMigrationDisplay display,
    TextWriter error,
    LiveMigrationOptions options,
    double mebibytesPerSecond,
    CancellationToken cancel)
{
    private const double Mebi = 1024 * 1024;

    /// <summary>Migrates between two sockets of this host.</summary>
    internal async Task<MigrationOutcome> MigrateAsync(string source, string destination)
    {
        using DeviceConnection from = await DeviceConnection.OpenAsync(source, cancel);
        using DeviceConnection to = await DeviceConnection.OpenAsync(destination, cancel);
        return await display.ShowAsync($"{source} -> {destination}", () => FinishAsync(() =>
            LiveMigration.RunAsync(Paced(from), to.Backend, options, display, cancel)));
    }

    /// <summary>Sends a device to another host.</summary>
    internal async Task<MigrationOutcome> SendAsync(string source, PeerAddress address, TlsFiles? tls)
    {
        WarnWithoutTls(address, tls);
        using DeviceConnection from = await DeviceConnection.OpenAsync(source, cancel);
        await using Stream peer = await PeerConnector.ConnectAsync(address, tls, cancel);
        return await display.ShowAsync($"{source} -> {address}", () => FinishAsync(() =>
            MigrationSender.RunAsync(Paced(from), peer, options, progress: display, cancel: cancel)));
    }

    /// <summary>Waits for a device from another host. Whoever connects and is no sender does not end the wait.</summary>
    internal async Task<MigrationOutcome> ReceiveAsync(string destination, PeerAddress address, TlsFiles? tls)
    {
        WarnWithoutTls(address, tls);
        using DeviceConnection to = await DeviceConnection.OpenAsync(destination, cancel);
        using PeerListener listener = PeerListener.Open(address, tls);
        display.Say($"waiting at {listener.Address}");
        while (true)
        {
            try
            {
                await using Stream peer = await listener.AcceptAsync(cancel);
                return await ReceiveAsync(to, destination, peer);
            }
            catch (CliException stranger) when (stranger.Code == ExitCode.Refused)
            {
                await error.WriteAsync($"mig: {stranger.Message} Still waiting.\n");
            }
            catch (MigrationReceiverException stranger) when (stranger.Migration is null && !cancel.IsCancellationRequested)
            {
                await error.WriteAsync(
                    $"mig: who has connected does not begin a migration: {stranger.Message} Still waiting.\n");
            }
        }
    }

    private async Task<MigrationOutcome> ReceiveAsync(DeviceConnection device, string destination, Stream peer)
    {
        var receiving = new MigrationReceiverOptions { OperationTimeout = options.OperationTimeout };
        return await display.ShowAsync($"receiving into {destination}", async () =>
        {
            try
            {
                return MigrationOutcome.Of(await MigrationReceiver.RunAsync(device.Backend, peer, receiving, display, cancel));
            }
            catch (MigrationReceiverException failure) when (failure.Migration is not null)
            {
                return MigrationOutcome.Of(failure, cancel.IsCancellationRequested);
            }
        });
    }

    private IMigrationBackend Paced(DeviceConnection source) =>
        mebibytesPerSecond > 0 ? new PacedSource(source.Backend, mebibytesPerSecond * Mebi) : source.Backend;

    private async Task<MigrationOutcome> FinishAsync(Func<Task<LiveMigrationResult>> migration)
    {
        try
        {
            return MigrationOutcome.Of(await migration());
        }
        catch (LiveMigrationException failure)
        {
            return MigrationOutcome.Of(failure, cancel.IsCancellationRequested);
        }
    }

    private void WarnWithoutTls(PeerAddress address, TlsFiles? tls)
    {
        if (tls is null && address.LeavesHost)
            error.Write($"mig: without TLS, anybody on the way to {address} can read and change the device's state.\n");
    }
}
