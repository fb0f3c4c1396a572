using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Cli.Tests;

public sealed class AuditTests
{
    [Fact]
    public async Task Sound_specs_are_called_sound()
    {
        string output = await Mig.OutputOfAsync("spec", "audit", "vfio", "rfc2022", "vfio@P2P", "vfio@StopCopy");

        Assert.Equal(
            "MigSdk.MigrationState: sound\nMigSdk.Rfc2022State: sound\nMigSdk.MigrationState: sound\nMigSdk.MigrationState: sound\n",
            output);
    }

    [Fact]
    public async Task Everything_in_an_assembly_is_audited_and_the_exit_code_tells_of_findings()
    {
        MigRun run = await Mig.RunAsync("spec", "audit", Fleet.Assembly);

        Assert.Equal((ExitCode.AuditFindings, ""), (run.Code, run.Error));
        Assert.Contains("Fleet.Nic: sound\n", run.Output);
        Assert.Contains("Fleet.Sleep: sound\n", run.Output);
        Assert.Contains("Fleet.Island: 2 findings\n  SelfArc: ", run.Output);
    }

    [Fact]
    public async Task A_driver_is_told_which_arcs_it_lacks_and_why_they_are_needed()
    {
        MigRun run = await Mig.RunAsync("spec", "audit", Fleet.Assembly + ":Unfinished");

        Assert.Equal(ExitCode.AuditFindings, run.Code);
        Assert.StartsWith("Fleet.Attic.Unfinished: 4 findings\n", run.Output);
        Assert.Contains(
            "  Driver: Unfinished has no handler for Stop -> Resuming: the transition Stop -> Resuming needs it\n", run.Output);
    }

    [Fact]
    public async Task Scripts_get_the_findings_as_a_document()
    {
        (ExitCode code, JsonElement document) = await Mig.JsonOfAsync("spec", "audit", "vfio", Fleet.Assembly + ":Island");

        Assert.Equal(ExitCode.AuditFindings, code);
        Assert.Equal([0, 2], document.EnumerateArray().Select(item => item.GetProperty("findings").GetArrayLength()));
        Assert.Equal("SelfArc", document[1].GetProperty("findings")[0].GetProperty("kind").GetString());
    }
}
