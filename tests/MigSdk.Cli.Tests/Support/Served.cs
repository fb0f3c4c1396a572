using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Cli.Tests;

/// <summary>A sample device that <c>mig serve</c> serves in this process; interrupted, and looked at, at the end.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly CancellationTokenSource _interrupt = new();
    private readonly DirectoryInfo _folder;
    private readonly Task<MigRun> _run;

    private Served(string[] arguments)
    {
        _folder = Directory.CreateTempSubdirectory("mig-");
        Socket = Path.Combine(_folder.FullName, "s");
        _run = Task.Run(() => Mig.RunAsync(_interrupt.Token, ["serve", Socket, .. arguments]));
    }

    internal string Socket { get; }

    /// <summary>Serves, and waits until clients can connect.</summary>
    internal static async Task<Served> StartAsync(params string[] arguments)
    {
        var served = new Served(arguments);
        for (int i = 0; i < 2000 && !File.Exists(served.Socket); i++)
        {
            if (served._run.IsCompleted)
                Assert.Fail((await served._run).Error);
            await Task.Delay(10);
        }

        return served;
    }

    /// <summary>The state in which the device is.</summary>
    internal async Task<string> StateAsync()
    {
        (_, System.Text.Json.JsonElement probe) = await Mig.JsonOfAsync("probe", Socket);
        return probe.GetProperty("migration").GetProperty("state").GetString()!;
    }

    public async ValueTask DisposeAsync()
    {
        await _interrupt.CancelAsync();
        MigRun run = await _run.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal((ExitCode.Success, ""), (run.Code, run.Error));
        Assert.False(File.Exists(Socket));
        _folder.Delete(recursive: true);
        _interrupt.Dispose();
    }
}
