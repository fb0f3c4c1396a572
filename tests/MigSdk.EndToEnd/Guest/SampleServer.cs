using System;
using System.IO;
using System.Threading.Tasks;

namespace MigSdk.EndToEnd.Guest;

/// <summary>A sample that serves its device at a socket, started as a user would.</summary>
internal sealed class SampleServer : IAsyncDisposable
{
    private SampleServer(LineProcess process, string socket) => (Process, Socket) = (process, socket);

    /// <summary>The sample's console.</summary>
    internal LineProcess Process { get; }

    /// <summary>Where it serves.</summary>
    internal string Socket { get; }

    /// <summary>Starts it, and waits until it serves.</summary>
    internal static async Task<SampleServer> StartAsync(string sample, Workspace work)
    {
        string socket = Path.Combine(work.Root, "device.sock");
        var process = new LineProcess("dotnet", PathOf(sample), socket);
        await process.HearAsync(line => line.StartsWith("serving ", StringComparison.Ordinal), "The served socket");
        return new SampleServer(process, socket);
    }

    /// <summary>The program, built in the same configuration as this one.</summary>
    internal static string PathOf(string sample)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, sample, own.Name, $"{sample}.dll");
    }

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
