using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Cli.Tests;

public sealed class StateTests
{
    [Fact]
    public async Task A_device_is_brought_to_another_state_and_back()
    {
        await using Served device = await Served.StartAsync("--features", "p2p", "--size", "1");

        Assert.Equal("Running\n", await Mig.OutputOfAsync("state", device.Socket));
        Assert.Equal("Stop\n", await Mig.OutputOfAsync("state", device.Socket, "stop"));
        Assert.Equal("RunningP2P\n", await Mig.OutputOfAsync("state", device.Socket, "RUNNING_P2P"));
        (_, JsonElement document) = await Mig.JsonOfAsync("state", device.Socket, "--reset");
        Assert.Equal("""{"before":"RunningP2P","state":"Running"}""", JsonSerializer.Serialize(document));
    }

    [Theory]
    [InlineData("PreCopy", 2, "PreCopy opens the Saving stream, which would end with this command. Use mig migrate.")]
    [InlineData("RunningP2P", 13, "Running -> RunningP2P is not supported: RunningP2P needs P2P, which ")]
    [InlineData("Error", 13, "Error cannot be asked for")]
    [InlineData("Sotp", 3, "MigrationState has no state 'Sotp'. Did you mean Stop?")]
    public async Task What_cannot_be_asked_for_is_refused_with_the_reason(string state, int code, string message)
    {
        await using Served device = await Served.StartAsync("--features", "precopy", "--size", "1");

        MigRun run = await Mig.RunAsync("state", device.Socket, state);

        Assert.Equal((ExitCode)code, run.Code);
        Assert.Contains(message, run.Error);
        Assert.Equal("Running", await device.StateAsync());
    }
}
