using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Cli.Tests;

public sealed class PathTests
{
    [Fact]
    public async Task The_way_is_shown_step_by_step_with_its_sessions()
    {
        string output = await Mig.OutputOfAsync("path", Fleet.Assembly + ":Nic", "StopCopy", "Resuming");

        Assert.Equal(
            """
            Fleet.Nic (StopCopy, P2P): StopCopy -> Resuming
              1. StopCopy -> Stop  closes Saving
              2. Stop -> Resuming  opens Resuming

            """,
            output);
    }

    [Theory]
    [InlineData("RUNNING_P2P", "1")]
    [InlineData("running-p2p", "Stop")]
    [InlineData("5", "stop")]
    public async Task States_are_known_by_name_loosely_spelled_and_by_value(string from, string to)
    {
        string output = await Mig.OutputOfAsync("path", "vfio", from, to);

        Assert.EndsWith("RunningP2P -> Stop\n  1. RunningP2P -> Stop\n", output);
    }

    [Fact]
    public async Task A_state_onto_itself_does_nothing()
    {
        Assert.Contains("nothing is done", await Mig.OutputOfAsync("path", "vfio", "Stop", "Stop"));
    }

    [Theory]
    [InlineData("vfio", "StopCopy", "PreCopy", "MigrationState blocks StopCopy -> PreCopy.")]
    [InlineData("vfio", "Error", "Running", "only a reset leads out of Error, to Running.")]
    [InlineData("vfio", "Running", "Error", "Error cannot be asked for")]
    [InlineData("{Fleet}:Nic", "Running", "PreCopy", "PreCopy needs PreCopy, which Fleet.Nic does not have.")]
    [InlineData("{Fleet}:Lamp", "On", "Broken", "Lamp has no arc On -> Broken, and no transitions of several arcs.")]
    public async Task Without_a_way_the_reason_is_said(string device, string from, string to, string why)
    {
        MigRun run = await Mig.RunAsync("path", device.Replace("{Fleet}", Fleet.Assembly), from, to);

        Assert.Equal((ExitCode.NoPath, ""), (run.Code, run.Error));
        Assert.Contains(" is not supported\n  why:       " + why, run.Output);
    }

    [Fact]
    public async Task Without_a_way_the_alternatives_are_listed()
    {
        MigRun run = await Mig.RunAsync("path", "vfio", "StopCopy", "PreCopy");

        Assert.EndsWith(
            """
              instead:   from StopCopy it goes to Stop, Running, Resuming, RunningP2P
                         to PreCopy it goes from Stop, Running, Resuming, RunningP2P, PreCopyP2P
              requests:  Stop, then PreCopy

            """,
            run.Output);
    }

    [Fact]
    public async Task An_unknown_state_is_an_error_with_a_suggestion()
    {
        MigRun run = await Mig.RunAsync("path", "vfio", "Runing", "Stop");

        Assert.Equal(
            (ExitCode.NotFound, "mig: MigrationState has no state 'Runing'. Did you mean Running?\n"), (run.Code, run.Error));
    }

    [Fact]
    public async Task Scripts_get_the_steps_and_the_reason_as_a_document()
    {
        (ExitCode code, JsonElement document) = await Mig.JsonOfAsync("path", "vfio@StopCopy", "Running", "StopCopy");
        Assert.Equal(ExitCode.Success, code);
        Assert.True(document.GetProperty("isSupported").GetBoolean());
        Assert.Equal(
            """[{"from":"Running","to":"Stop","opens":null,"closes":null},{"from":"Stop","to":"StopCopy","opens":"Saving","closes":null}]""",
            JsonSerializer.Serialize(document.GetProperty("steps")));

        (code, document) = await Mig.JsonOfAsync("path", "vfio", "StopCopy", "PreCopy");
        Assert.Equal(ExitCode.NoPath, code);
        Assert.Equal("MigrationState blocks StopCopy -> PreCopy", document.GetProperty("why").GetString());
        Assert.Equal("""["Stop","PreCopy"]""", JsonSerializer.Serialize(document.GetProperty("requests")));
    }
}
