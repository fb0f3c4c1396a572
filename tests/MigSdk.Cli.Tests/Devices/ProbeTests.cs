using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Cli.Tests;

public sealed class ProbeTests
{
    [Fact]
    public async Task A_device_is_shown_with_features_transitions_regions_and_interrupts()
    {
        await using Served device = await Served.StartAsync("--features", "p2p", "--size", "2");

        string output = await Mig.OutputOfAsync("probe", device.Socket);

        Assert.Contains("PCI device 4d49:4744, class ff0000, behind a MigSdk server", output);
        Assert.Contains("Migration: StopCopy, P2P; in Running, about 2.0 MiB to migrate when it stands still", output);
        string resuming = output.Split('\n').Single(line => line.StartsWith("│ Running  "));
        Assert.Equal(["Running", "2", "0", "3", "3", "1"], resuming.Split('│').Select(cell => cell.Trim()).Where(cell => cell.Length > 0));
        Assert.Contains("│ BAR 2               │ 2.0 MiB │ read, write │", output);
        Assert.Contains("│ MSI-X     │ 2     │", output);
        Assert.DoesNotContain("!", output);
    }

    [Theory]
    [InlineData("stopcopy", "StopCopy", 16)]
    [InlineData("p2p", "StopCopy,P2P", 25)]
    [InlineData("precopy", "StopCopy,PreCopy", 24)]
    [InlineData("p2p,precopy", "StopCopy,P2P,PreCopy", 47)]
    public async Task Scripts_get_the_same_as_a_document(string features, string expected, int transitions)
    {
        await using Served device = await Served.StartAsync("--features", features, "--size", "1");

        (ExitCode code, JsonElement probe) = await Mig.JsonOfAsync("probe", device.Socket);

        Assert.Equal(ExitCode.Success, code);
        JsonElement migration = probe.GetProperty("migration");
        Assert.Equal(expected.Split(','), migration.GetProperty("features").EnumerateArray().Select(item => item.GetString()!));
        Assert.Equal(transitions, migration.GetProperty("transitions").GetArrayLength());
        JsonElement bar = probe.GetProperty("regions")[1];
        Assert.Equal(
            """{"index":2,"name":"BAR 2","size":1048576,"access":["read","write"]}""", JsonSerializer.Serialize(bar));
        Assert.Equal(2, probe.GetProperty("irqs")[0].GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task The_path_of_a_device_is_that_of_its_own_features()
    {
        await using Served device = await Served.StartAsync("--features", "stopcopy", "--size", "1");

        string output = await Mig.OutputOfAsync("path", device.Socket, "Running", "StopCopy");
        Assert.Equal(
            $"{device.Socket} (StopCopy): Running -> StopCopy\n  1. Running -> Stop\n  2. Stop -> StopCopy  opens Saving\n", output);

        MigRun lacking = await Mig.RunAsync("path", device.Socket, "Running", "PRE_COPY");
        Assert.Equal(ExitCode.NoPath, lacking.Code);
        Assert.Contains($"PreCopy needs PreCopy, which {device.Socket} does not have.", lacking.Output);
    }

    [Fact]
    public async Task Without_a_socket_or_a_server_the_error_says_which_and_what_to_do()
    {
        string folder = Directory.CreateTempSubdirectory("mig-").FullName;
        string socket = Path.Combine(folder, "s");
        MigRun absent = await Mig.RunAsync("probe", socket);
        Assert.Equal(ExitCode.NotFound, absent.Code);
        Assert.Contains($"There is no socket {socket}. A server makes it; 'mig serve {socket}' serves a sample device.", absent.Error);

        using (var abandoned = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            abandoned.Bind(new UnixDomainSocketEndPoint(socket));
            MigRun dead = await Mig.RunAsync("probe", socket);
            Assert.Equal(ExitCode.Unreachable, dead.Code);
            Assert.Contains($"No vfio-user server answers at {socket}", dead.Error);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_second_server_at_a_socket_is_refused()
    {
        await using Served device = await Served.StartAsync("--size", "1");

        MigRun second = await Mig.RunAsync("serve", device.Socket);

        Assert.Equal(ExitCode.Unreachable, second.Code);
        Assert.Contains($"Another server serves at '{device.Socket}'", second.Error);
    }

    [Theory]
    [InlineData("--size", "3", "--size must be a power of two from 1 to 1024, and not '3'.")]
    [InlineData("--load", "-1", "--load must be a number from 0 to 10000, and not '-1'.")]
    [InlineData("--features", "precpy", "There is no feature 'precpy'. Did you mean PreCopy?")]
    public async Task Options_out_of_range_are_refused(string option, string value, string message)
    {
        MigRun run = await Mig.RunAsync("serve", "/nowhere", option, value);

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains(message, run.Error);
    }
}
