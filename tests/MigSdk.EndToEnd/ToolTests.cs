using System;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.EndToEnd;

/// <summary>The command line as a user gets it: packed, installed, and run in processes of its own.</summary>
public sealed class ToolTests
{
    private const string Version = "0.1.0";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Packed_and_installed_it_shows_specs_and_migrates_a_device_between_two_of_its_servers()
    {
        using var work = new Workspace();
        string mig = await InstallAsync(work);

        Assert.Contains("\nStop -> StopCopy          Saving", await RunAsync(work, mig, "spec", "show", "vfio"));
        Assert.StartsWith("complete -F", (await RunAsync(work, mig, "completion", "bash")).Split('\n')[^2]);

        await using Server source = await Server.StartAsync(work, mig, "source.sock", "--size", "4", "--load", "8");
        await using Server destination = await Server.StartAsync(work, mig, "destination.sock", "--size", "4");
        Assert.Equal(("Running", "Running"), (await StateAsync(work, mig, source), await StateAsync(work, mig, destination)));

        string migrated = await RunAsync(work, mig, "migrate", source.Socket, destination.Socket, "--json");

        JsonElement end = JsonDocument.Parse(migrated.TrimEnd().Split('\n')[^1]).RootElement;
        Assert.Equal("migrated", end.GetProperty("event").GetString());
        Assert.Equal(("Stop", "Running"), (await StateAsync(work, mig, source), await StateAsync(work, mig, destination)));
    }

    // What the tests were built with is packed: the tool is not built once more.
    private static async Task<string> InstallAsync(Workspace work)
    {
        string feed = work.Folder("feed");
        await Dotnet.RunAsync(
            Repository.Root, "pack", Repository.PathOf("src", "MigSdk.Cli"), "--no-build", "-c", Repository.Configuration, "-o", feed);
        using (ZipArchive package = ZipFile.OpenRead(Path.Combine(feed, $"MigSdk.Cli.{Version}.nupkg")))
        {
            string[] files = [.. package.Entries.Select(entry => entry.FullName)];
            Assert.Contains("README.md", files);
            Assert.Contains("tools/net10.0/any/mig.dll", files);
            // Nothing that only the build uses, and no texts in other languages.
            Assert.DoesNotContain(files, file => file.EndsWith(".xml") && file.StartsWith("tools/net10.0/any/MigSdk"));
            Assert.DoesNotContain(files, file => file.EndsWith(".resources.dll"));
        }

        work.Write(
            "nuget.config",
            $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{work.Folder("packages")}" /></config>
              <packageSources><clear /><add key="local" value="{feed}" /></packageSources>
            </configuration>
            """);
        string tools = work.Folder("tools");
        await Dotnet.RunAsync(
            work.Root, "tool", "install", "MigSdk.Cli", "--version", Version, "--tool-path", tools,
            "--configfile", Path.Combine(work.Root, "nuget.config"));
        return Path.Combine(tools, "mig");
    }

    private static async Task<string> RunAsync(Workspace work, string mig, params string[] arguments)
    {
        (int code, string output) = await Dotnet.StartAsync(mig, work.Root, arguments);
        Assert.True(code == 0, $"mig {string.Join(' ', arguments)} ended with {code}:\n{output}");
        return output;
    }

    private static async Task<string> StateAsync(Workspace work, string mig, Server server)
    {
        string probe = await RunAsync(work, mig, "probe", server.Socket, "--json");
        return JsonDocument.Parse(probe).RootElement.GetProperty("migration").GetProperty("state").GetString()!;
    }

    // A server in a process of its own, which is asked to end as a service manager would.
    private sealed class Server : IAsyncDisposable
    {
        private readonly Process _process;

        private Server(Process process, string socket)
        {
            _process = process;
            Socket = socket;
        }

        internal string Socket { get; }

        internal static async Task<Server> StartAsync(Workspace work, string mig, string name, params string[] arguments)
        {
            string socket = Path.Combine(work.Root, name);
            var start = new ProcessStartInfo(mig, ["serve", socket, .. arguments]) { WorkingDirectory = work.Root };
            var server = new Server(Process.Start(start)!, socket);
            long begin = Stopwatch.GetTimestamp();
            while (!File.Exists(socket))
            {
                Assert.False(server._process.HasExited, "The server has ended.");
                Assert.True(Stopwatch.GetElapsedTime(begin) < Patience, "The server does not begin.");
                await Task.Delay(20);
            }

            return server;
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                using Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
                await _process.WaitForExitAsync().WaitAsync(Patience);
                Assert.Equal(0, _process.ExitCode);
                Assert.False(File.Exists(Socket));
            }
            finally
            {
                _process.Kill(entireProcessTree: true);
                _process.Dispose();
            }
        }
    }
}
