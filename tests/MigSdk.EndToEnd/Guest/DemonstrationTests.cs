using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.EndToEnd.Guest;

/// <summary>The samples that guests use, started without a guest.</summary>
public sealed class DemonstrationTests
{
    [Theory, InlineData("PciIdio16"), InlineData("DmaCopy")]
    public async Task A_sample_shows_through_its_socket_what_it_is_there_to_show(string sample)
    {
        (int code, string output) = await RunAsync(sample);

        Assert.True(code == 0, output);
        Assert.DoesNotContain("FAILED", output);
        Assert.Contains("shown   the source stands still", output);
    }

    [Theory, InlineData("PciIdio16"), InlineData("DmaCopy")]
    public async Task A_sample_says_how_it_is_called_and_where_a_socket_cannot_be_made(string sample)
    {
        (int code, string output) = await RunAsync(sample, "--help");
        Assert.Equal(2, code);
        Assert.Contains($"Usage: {sample} [SOCKET].", output);

        (code, output) = await RunAsync(sample, "/no-such-folder/device.sock");
        Assert.Equal(1, code);
        Assert.Contains("/no-such-folder/device.sock", output);
    }

    private static Task<(int Code, string Output)> RunAsync(string sample, params string[] arguments) =>
        Dotnet.StartAsync("dotnet", Path.GetTempPath(), [SampleServer.PathOf(sample), .. arguments]);
}
