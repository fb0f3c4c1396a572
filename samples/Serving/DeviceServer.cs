using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using MigSdk.VfioUser;

namespace Samples.Serving;

/// <summary>Serves a device until the process is told to end.</summary>
public static class DeviceServer
{
    /// <summary>Runs the server.</summary>
    /// <param name="device">The device.</param>
    /// <param name="socket">Where clients connect.</param>
    /// <param name="begin">Begins what goes on beside the server, before a client can connect.</param>
    /// <returns>The exit code: 0 after SIGINT or SIGTERM, 1 where the socket cannot be made.</returns>
    public static async Task<int> RunAsync(PciDevice device, string socket, Func<Task> begin)
    {
        using ILoggerFactory logging = LoggerFactory.Create(builder => builder
            .SetMinimumLevel(LogLevel.Information)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        await using var server = new VfioUserServer(
            device, new VfioUserServerOptions { SocketPath = socket }, logging.CreateLogger("vfio-user"));
        Task beside = begin();
        try
        {
            server.Start();
        }
        catch (IOException cause)
        {
            Console.Error.WriteLine(cause.Message);
            return 1;
        }

        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        Console.WriteLine($"serving {socket}");
        Task first = await Task.WhenAny(end.Task, beside);
        await first;
        await end.Task;
        return 0;

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            end.TrySetResult();
        }
    }
}
