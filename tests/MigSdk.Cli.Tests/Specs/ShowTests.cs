using System.Text.Json;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Cli.Tests;

public sealed class ShowTests
{
    [Fact]
    public async Task A_built_in_spec_is_shown_with_states_features_arcs_and_blocked_pairs()
    {
        string output = await Mig.OutputOfAsync("spec", "show", "vfio");

        Assert.StartsWith("MigrationState\n\nState       Value  Features", output);
        Assert.Contains("\nPreCopyP2P      7  P2P, PreCopy  Saving    pre-copy\n", output);
        Assert.Contains("\nStop -> StopCopy          Saving    -                  0\n", output);
        Assert.EndsWith("\nBlocked\nStopCopy -> PreCopy\nStopCopy -> PreCopyP2P\n", output);
    }

    [Fact]
    public async Task A_driver_of_an_assembly_is_shown_with_its_arcs_and_ways_and_none_of_its_code_runs()
    {
        string output = await Mig.OutputOfAsync("spec", "show", Fleet.Assembly + ":Nic");

        Assert.Contains("\nFleet.Nic with StopCopy, P2P must handle 8 arcs:\n  Stop -> StopCopy  (opens Saving)\n", output);
        Assert.Contains("\nStopCopy    RunningP2P  StopCopy -> Stop -> RunningP2P\n", output);
    }

    [Fact]
    public async Task Arcs_past_states_that_a_driver_lacks_are_marked()
    {
        string output = await Mig.OutputOfAsync("spec", "show", "vfio@StopCopy", "--paths");

        Assert.StartsWith("MigrationState@StopCopy\n", output);
        Assert.Contains("\nA driver with StopCopy must handle 6 arcs:\n", output);
        Assert.DoesNotContain("P2P", output);

        string driver = await Mig.OutputOfAsync("spec", "show", Fleet.Assembly + ":Unfinished");
        Assert.Contains("\n  Running -> Stop  (past states that it does not have)\n", driver);
    }

    [Fact]
    public async Task Scripts_get_spec_and_plan_as_a_document()
    {
        (ExitCode code, JsonElement document) = await Mig.JsonOfAsync("spec", "show", "vfio");

        Assert.Equal(ExitCode.Success, code);
        Assert.Equal("MigSdk.MigrationState", document.GetProperty("name").GetString());
        JsonElement state = document.GetProperty("spec").GetProperty("states")[6];
        Assert.Equal(
            """{"name":"PreCopy","value":6,"requires":["PreCopy"],"session":"Saving","isPreCopy":true,"isInitial":false,"isError":false}""",
            JsonSerializer.Serialize(state));
        JsonElement plan = document.GetProperty("plan");
        Assert.Equal(15, plan.GetProperty("requiredArcs").GetArrayLength());
        JsonElement transition = plan.GetProperty("transitions").EnumerateArray().Single(item =>
            item.GetProperty("from").GetString() == "Running" && item.GetProperty("to").GetString() == "StopCopy");
        Assert.Equal("""["RunningP2P","Stop","StopCopy"]""", JsonSerializer.Serialize(transition.GetProperty("path")));
    }

    [Theory]
    [InlineData("vfio@P2P", 8)]
    [InlineData("vfio@pre-copy", 9)]
    [InlineData("vfio@p2p,PRE_COPY", 15)]
    public async Task A_spec_can_be_shown_without_some_of_its_features(string spec, int arcs)
    {
        (_, JsonElement document) = await Mig.JsonOfAsync("spec", "show", spec);

        Assert.Equal(arcs, document.GetProperty("plan").GetProperty("requiredArcs").GetArrayLength());
    }

    [Fact]
    public async Task The_built_in_specs_and_what_is_in_an_assembly_are_listed()
    {
        (_, JsonElement builtIn) = await Mig.JsonOfAsync("spec", "list");
        Assert.Equal(["vfio", "rfc2022"], builtIn.EnumerateArray().Select(row => row.GetProperty("name").GetString()!));

        string table = await Mig.OutputOfAsync("spec", "list", Fleet.Assembly);
        string[] rows = [.. table.Split('\n').Where(line => line.Contains("Fleet."))];
        Assert.Equal(5, rows.Length);
        Assert.Contains(rows, row => row.Contains("Fleet.Attic.Unfinished") && row.Contains("driver") && row.Contains("of MigrationState, with StopCopy"));
        Assert.Contains(rows, row => row.Contains("Fleet.Lamp") && row.Contains("spec") && row.Contains("3 states, 4 arcs"));
    }
}
