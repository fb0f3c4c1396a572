using System;
using System.IO;
using System.Threading.Tasks;
using MigSdk.ServedDevice;
using MigSdk.VfioUser;
using MigSdk.VfioUser.Tests;

namespace MigSdk.EndToEnd.Processes;

/// <summary>A device under load in a process of its own; whoever migrates it goes through a relay.</summary>
internal sealed class ServedProcess : IAsyncDisposable
{
    private readonly string _path;

    private ServedProcess(string path, Program program)
    {
        _path = path;
        Program = program;
        Relay.Start(path);
    }

    internal Program Program { get; }

    internal Relay Relay { get; } = new();

    internal static async Task<ServedProcess> StartAsync(MigrationFeatures features)
    {
        string path = Path.Combine(Path.GetTempPath(), "served-" + Path.GetRandomFileName());
        var program = Program.Start("serve", path, $"{(ulong)features}", "1");
        await program.IsReadyAsync();
        return new ServedProcess(path, program);
    }

    internal Task BeginJobAsync() => UseAsync(async client =>
    {
        await client.WriteRegionAsync(0, (long)ServedRegisters.Job, BitConverter.GetBytes(5UL));
        return true;
    });

    internal async Task<ulong> ReadAsync(ulong register, int size = sizeof(ulong)) => await UseAsync(async client =>
    {
        byte[] value = new byte[sizeof(ulong)];
        await client.ReadRegionAsync(0, (long)register, value.AsMemory(0, size));
        return BitConverter.ToUInt64(value);
    });

    internal async Task<bool> IsWorkingAsync() => await ReadAsync(ServedRegisters.IsWorking, 1) != 0;

    internal async Task<string> ReadHashAsync(ulong register) => await UseAsync(async client =>
    {
        byte[] hash = new byte[ServedRegisters.HashSize];
        await client.ReadRegionAsync(0, (long)register, hash);
        return Convert.ToHexString(hash);
    });

    internal Task<MigrationState> GetStateAsync() =>
        UseAsync(async client => await (await VfioUserBackend.OpenAsync(client)).GetStateAsync());

    public async ValueTask DisposeAsync()
    {
        Relay.Dispose();
        await Program.DisposeAsync();
        File.Delete(_path);
    }

    // The server serves one client at a time: this one waits for its turn, and goes as soon as it knows.
    private async Task<T> UseAsync<T>(Func<VfioUserClient, Task<T>> use)
    {
        try
        {
            using VfioUserClient client = await VfioUserClient.ConnectAsync(
                _path, new VfioUserClientOptions { ReplyTimeout = TimeSpan.FromSeconds(40) });
            return await use(client);
        }
        catch (MigrationException cause)
        {
            throw new InvalidOperationException($"{cause.Message}\n{Program.Describe()}", cause);
        }
    }
}
