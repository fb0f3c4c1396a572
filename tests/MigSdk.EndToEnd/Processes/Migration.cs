using System;
using System.IO;
using System.Threading.Tasks;
using MigSdk.ServedDevice;
using Xunit;

namespace MigSdk.EndToEnd.Processes;

/// <summary>The processes of one migration.</summary>
internal sealed class Migration : IAsyncDisposable
{
    private readonly string _address =
        "unix:" + Path.Combine(Path.GetTempPath(), "link-" + Path.GetRandomFileName());

    private Program? _host;
    private Program? _receiver;

    private Migration(ServedProcess source, ServedProcess destination) => (Source, Destination) = (source, destination);

    internal ServedProcess Source { get; }

    internal ServedProcess Destination { get; }

    internal string Output => $"{_host?.Output}\n{_receiver?.Output}";

    internal static async Task<Migration> StartAsync(MigrationFeatures features)
    {
        Task<ServedProcess> source = ServedProcess.StartAsync(features);
        Task<ServedProcess> destination = ServedProcess.StartAsync(features);
        var migration = new Migration(await source, await destination);
        await migration.Source.BeginJobAsync();
        return migration;
    }

    /// <summary>One host drives both devices.</summary>
    internal Task<string> MigrateAsync()
    {
        _host = Program.Start("migrate", Source.Relay.Path, Destination.Relay.Path);
        return _host.EndAsync();
    }

    /// <summary>Two hosts, each with its device.</summary>
    internal async Task<(string Sender, string Receiver)> SendAsync()
    {
        _receiver = Program.Start("receive", Destination.Relay.Path, _address);
        await _receiver.IsReadyAsync();
        Task<string> receiving = _receiver.EndAsync();
        _host = Program.Start("send", Source.Relay.Path, _address);
        return (await _host.EndAsync(), await receiving);
    }

    internal Program ProgramOf(ProcessTests.Victim victim) => victim switch
    {
        ProcessTests.Victim.Source => Source.Program,
        ProcessTests.Victim.Destination => Destination.Program,
        ProcessTests.Victim.Receiver => _receiver!,
        _ => _host!,
    };

    internal async Task AssertTakenOverAsync()
    {
        string stopped = await Source.ReadHashAsync(ServedRegisters.Hash);
        Assert.Equal(stopped, await Destination.ReadHashAsync(ServedRegisters.TakeoverHash));
        await AssertWorksAsync(Destination);
        Assert.False(await Source.IsWorkingAsync());
    }

    /// <summary>What must hold when one of the processes was killed.</summary>
    internal async Task AssertDefinedAsync(string host, string receiver)
    {
        bool? sourceWorks = Source.Program.IsKilled ? null : await Source.IsWorkingAsync();
        bool? destinationWorks = Destination.Program.IsKilled ? null : await Destination.IsWorkingAsync();
        Assert.False(sourceWorks == true && destinationWorks == true, "Both work.");
        await AssertRestsAsync(Source);
        await AssertRestsAsync(Destination);

        // Who is left says only what is so.
        if (host.StartsWith("side=Source", StringComparison.Ordinal))
            Assert.True(sourceWorks);
        if (host.StartsWith("side=Destination", StringComparison.Ordinal) && destinationWorks is not null)
            Assert.True(destinationWorks);
        if (receiver.StartsWith("runs=", StringComparison.Ordinal) && destinationWorks is not null)
            Assert.Equal(receiver.StartsWith("runs=True", StringComparison.Ordinal), destinationWorks);

        // Where the source does not work and is there, either the destination works on its state or the source has it still.
        if (sourceWorks == true)
            await AssertWorksAsync(Source);
        else if (destinationWorks == true)
            await AssertWorksAsync(Destination);
        else if (sourceWorks == false)
            Assert.Equal(0UL, await Source.ReadAsync(ServedRegisters.HasGap, 1));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Program? program in (Program?[])[_host, _receiver])
        {
            if (program is not null)
                await program.DisposeAsync();
        }

        await Source.DisposeAsync();
        await Destination.DisposeAsync();
        File.Delete(_address["unix:".Length..]);
    }

    /// <summary>A device that is left is in a state in which it can stay: no session is open, nothing is half done.</summary>
    private static async Task AssertRestsAsync(ServedProcess served)
    {
        if (!served.Program.IsKilled)
        {
            Assert.Contains(
                await served.GetStateAsync(),
                (MigrationState[])[MigrationState.Running, MigrationState.RunningP2P, MigrationState.Stop]);
        }
    }

    private static async Task AssertWorksAsync(ServedProcess served)
    {
        ulong before = await served.ReadAsync(ServedRegisters.WorkCounter);
        ulong after = before;
        for (int i = 0; i < 500 && after == before; i++)
        {
            await Task.Delay(10);
            after = await served.ReadAsync(ServedRegisters.WorkCounter);
        }

        Assert.True(after > before, "Who should work does not.");
        Assert.Equal(0UL, await served.ReadAsync(ServedRegisters.HasGap, 1));
    }
}
