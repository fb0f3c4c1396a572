using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using MigSdk.Host;
using MigSdk.VfioUser;
using Samples.Devices;

namespace MigSdk.ServedDevice;

/// <summary>What the program does: one process of a migration. The last line that it prints says what has become of it.</summary>
internal static class Commands
{
    private const double WrittenPerSecond = 4;

    private static readonly LiveMigrationOptions Options = new()
    {
        BufferSize = 256 * 1024,
        MaxRounds = 2,
        OperationTimeout = TimeSpan.FromSeconds(20),
    };

    internal static int Usage()
    {
        Console.Error.WriteLine(
            "Usage: serve SOCKET FLAGS MEBIBYTES | migrate SOURCE DESTINATION | send SOURCE ADDRESS | receive DESTINATION ADDRESS");
        return 2;
    }

    internal static async Task<int> ServeAsync(string socket, string flags, string mebibytes)
    {
        var features = (MigrationFeatures)ulong.Parse(flags, CultureInfo.InvariantCulture);
        using var device = new ServedDevice(
            features,
            new DeviceOptions
            {
                MemoryMebibytes = int.Parse(mebibytes, CultureInfo.InvariantCulture),
                WriteMebibytesPerSecond = WrittenPerSecond,
            });
        // A busy machine lets a client wait for its processor; that is not what the tests are about.
        var serving = new VfioUserServerOptions { SocketPath = socket, HandshakeTimeout = TimeSpan.FromMinutes(1) };
        await using var server = new VfioUserServer(device.Pci, serving);
        server.Start();
        Console.WriteLine("ready");
        // Whoever started this process ends it so, also by going away.
        await Console.In.ReadToEndAsync();
        return 0;
    }

    internal static async Task<int> MigrateAsync(string source, string destination)
    {
        using VfioUserClient from = await VfioUserClient.ConnectAsync(source);
        using VfioUserClient to = await VfioUserClient.ConnectAsync(destination);
        VfioUserBackend fromBackend = await VfioUserBackend.OpenAsync(from);
        VfioUserBackend toBackend = await VfioUserBackend.OpenAsync(to);
        return await ReportAsync(() => LiveMigration.RunAsync(fromBackend, toBackend, Options));
    }

    internal static async Task<int> SendAsync(string source, string address)
    {
        using VfioUserClient client = await VfioUserClient.ConnectAsync(source);
        VfioUserBackend backend = await VfioUserBackend.OpenAsync(client);
        await using Stream stream = await MigrationSocket.ConnectAsync(MigrationEndPoint.Parse(address));
        return await ReportAsync(() => MigrationSender.RunAsync(backend, stream, Options));
    }

    internal static async Task<int> ReceiveAsync(string destination, string address)
    {
        using VfioUserClient client = await VfioUserClient.ConnectAsync(destination);
        VfioUserBackend backend = await VfioUserBackend.OpenAsync(client);
        using var listener = new MigrationListener(MigrationEndPoint.Parse(address));
        Console.WriteLine("ready");
        await using Stream stream = await listener.AcceptAsync();
        try
        {
            MigrationReceiverResult result = await MigrationReceiver.RunAsync(backend, stream);
            Console.WriteLine($"runs=True known={result.IsKnownToSender}");
            return 0;
        }
        catch (MigrationReceiverException cause)
        {
            Console.WriteLine($"{cause.Message}\nruns={cause.DestinationRuns?.ToString() ?? "?"}");
            return 1;
        }
    }

    private static async Task<int> ReportAsync(Func<Task<LiveMigrationResult>> migrate)
    {
        try
        {
            await migrate();
            Console.WriteLine("side=Destination");
            return 0;
        }
        catch (LiveMigrationException cause)
        {
            Console.WriteLine($"{cause.Message}\nside={cause.RunningSide}");
            return 1;
        }
    }
}
