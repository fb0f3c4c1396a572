using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.VfioUser.Benchmarks;

/// <summary>This tree's server, in this process or in one of its own.</summary>
internal static class Server
{
    internal static string NewPath() => Path.Combine(Path.GetTempPath(), $"migsdk-{Guid.NewGuid():N}.sock");

    /// <summary>Serves in this process.</summary>
    internal static VfioUserServer Start(string path)
    {
        // As libvfio-user does it: whatever the client shares is mapped.
        var options = new VfioUserServerOptions { SocketPath = path, TrustsClientMemory = true };
        var server = new VfioUserServer(new MeasuredDevice().Device, options);
        server.Start();
        return server;
    }

    /// <summary>Serves until standard input ends.</summary>
    internal static async Task ServeAsync(string path)
    {
        await using VfioUserServer server = Start(path);
        await Console.In.ReadToEndAsync();
    }

    /// <summary>Serves in a process of its own, so that client and server share no memory and no collector.</summary>
    internal static Child StartChild()
    {
        string path = NewPath();
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(Server).Assembly.Location);
        start.ArgumentList.Add("--serve");
        start.ArgumentList.Add(path);
        var child = new Child(path, Process.Start(start)!);
        for (int waited = 0; !File.Exists(path); waited++)
        {
            if (child.HasExited || waited > 1000)
                throw new InvalidOperationException("The server did not start.");
            Thread.Sleep(10);
        }

        return child;
    }

    internal sealed class Child(string path, Process process) : IDisposable
    {
        internal string Path => path;

        internal bool HasExited => process.HasExited;

        public void Dispose()
        {
            process.StandardInput.Close();
            if (!process.WaitForExit(5000))
                process.Kill();
            process.Dispose();
        }
    }
}
