using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Cli.Tests;

public sealed class DiffTests
{
    // A lamp that can dim came later; first as a state of every driver.
    private const string Base =
        """
        [StateMachineSpec, SpecArc<Lamp>(Lamp.On, Lamp.Dim), SpecArc<Lamp>(Lamp.Dim, Lamp.Off), SpecArc<Lamp>(Lamp.Off, Lamp.On)]
        public enum Lamp { On, Off, Dim }
        """;

    private static readonly string Old = Compiled.ToFile("OldLamp", "using MigSdk;\n" + Base);
    private static readonly string Optional = Compiled.ToFile(
        "OptionalLamp", "using MigSdk;\n" + Base.Replace("Off, Dim }", "Off, [Optional] Dim }"));
    private static readonly string Renumbered = Compiled.ToFile(
        "RenumberedLamp", "using MigSdk;\n" + Base.Replace("Off, Dim }", "Off = 4, Dim }"));

    [Fact]
    public async Task A_feature_that_comes_is_compatible()
    {
        string output = await Mig.OutputOfAsync("spec", "diff", "vfio@P2P", "vfio");

        Assert.Equal("MigrationState@StopCopy,P2P -> MigrationState: compatible\ntransitions: 20 unchanged\n", output);
    }

    [Fact]
    public async Task A_state_that_becomes_optional_is_an_opt_out_and_each_pair_is_named()
    {
        MigRun run = await Mig.RunAsync("spec", "diff", Old, Optional);

        Assert.Equal((ExitCode.OptOut, ""), (run.Code, run.Error));
        Assert.StartsWith("Lamp -> Lamp: opt-out\n", run.Output);
        Assert.Contains("\nOpt-out: hosts of Lamp fail on drivers of Lamp without Dim\n", run.Output);
        Assert.Contains("\n  On -> Dim: ", run.Output);
        Assert.DoesNotContain("On -> Off", run.Output);
    }

    [Fact]
    public async Task A_value_that_changes_is_breaking_and_what_is_harmless_is_shown_on_request()
    {
        MigRun run = await Mig.RunAsync("spec", "diff", Old, Renumbered);

        Assert.Equal(ExitCode.Breaking, run.Code);
        Assert.Contains("\n  On -> Off: Off is 4, was 1\n", run.Output);

        MigRun short_ = await Mig.RunAsync("spec", "diff", Old, Optional);
        MigRun all = await Mig.RunAsync("spec", "diff", Old, Optional, "--all");
        Assert.True(all.Output.Length > short_.Output.Length);
        Assert.Contains("\nCompatible: ", all.Output);
    }

    [Fact]
    public async Task The_recorded_spec_of_a_project_is_compared_with_the_one_in_its_assembly()
    {
        string recorded = Path.Combine(Repository.Root, "src", "MigSdk", "MigSpec.Unshipped.txt");

        string output = await Mig.OutputOfAsync("spec", "diff", recorded + ":MigrationState", "vfio");

        Assert.Equal("MigSdk.MigrationState -> MigrationState: compatible\ntransitions: 40 unchanged\n", output);
    }

    [Fact]
    public async Task The_unshipped_file_goes_on_from_the_shipped_one_beside_it()
    {
        const string Shipped =
            """
            Lamp arc Off -> On
            Lamp arc On -> Off
            Lamp initial On
            Lamp path Off -> On {}: On
            Lamp path On -> Off {}: Off
            Lamp state Off = 1
            Lamp state On = 0
            """;
        string shipped = Compiled.File("recorded", "MigSpec.Shipped.txt", Shipped);
        string unshipped = Compiled.File("recorded", "MigSpec.Unshipped.txt", "*REMOVED*Lamp state Off = 1\nLamp state Off = 7\n");

        MigRun run = await Mig.RunAsync("spec", "diff", shipped, unshipped);

        Assert.Equal(ExitCode.Breaking, run.Code);
        Assert.Contains("Off is 7, was 1", run.Output);
    }

    [Fact]
    public async Task Scripts_get_each_change_with_the_features_that_show_it()
    {
        (ExitCode code, JsonElement document) = await Mig.JsonOfAsync("spec", "diff", Old, Optional);

        Assert.Equal(ExitCode.OptOut, code);
        Assert.Equal("optOut", document.GetProperty("level").GetString());
        JsonElement lost = document.GetProperty("transitions").EnumerateArray().First(item =>
            item.GetProperty("from").GetString() == "On" && item.GetProperty("to").GetString() == "Dim");
        Assert.Equal("lost", lost.GetProperty("change").GetString());
        Assert.Equal("""["Dim"]""", JsonSerializer.Serialize(lost.GetProperty("needs")));
    }
}
