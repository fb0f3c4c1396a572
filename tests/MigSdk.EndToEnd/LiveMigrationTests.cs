using System.IO;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.EndToEnd;

/// <summary>The main job, as its users start it.</summary>
public sealed class LiveMigrationTests(BuildOutput build) : IClassFixture<BuildOutput>
{
    private static readonly string Sample = Repository.PathOf("samples", "LiveMigration");

    // What the sample's README says that its exit codes mean.
    private const int Migrated = 0;
    private const int RecoveredAndProved = 3;

    // Each with the arc by which its source stops for good.
    private static readonly (string Driver, string Arc)[] Drivers =
    [
        ("minimal", "Stop:StopCopy"), ("pds", "Stop:StopCopy"), ("hisi_acc", "PreCopy:StopCopy"), ("mlx5", "PreCopyP2P:StopCopy"),
    ];

    [Fact]
    public async Task The_main_job_runs_with_its_defaults_and_for_every_driver_fault_and_cancellation()
    {
        using var work = new Workspace();
        string output = await Dotnet.RunAsync(
            Repository.Root, "run", "--project", Sample, "-c", "Release", $"-p:ArtifactsPath={build.Folder}");
        Assert.Contains("exactly the state in which the source stopped", output);

        string program = Path.Combine(build.Folder, "bin", "LiveMigration", "release", "LiveMigration.dll");
        foreach ((string driver, string arc) in Drivers)
        {
            string[] small = [program, "--driver", driver, "--memory", "4", "--link", "32"];
            await VerifyAsync(Migrated, work, small);
            await VerifyAsync(RecoveredAndProved, work, [.. small, "--fail-at", arc + "@source"]);
            await VerifyAsync(RecoveredAndProved, work, [.. small, "--fail-at", "Resuming:Stop@destination"]);
            await VerifyAsync(RecoveredAndProved, work, [.. small, "--cancel-after", "40"]);
        }
    }

    private static async Task VerifyAsync(int expected, Workspace work, string[] arguments)
    {
        (int code, string output) = await Dotnet.StartAsync("dotnet", work.Root, arguments);
        Assert.True(code == expected, $"{string.Join(' ', arguments)} ended with {code}, not {expected}:\n{output}");
    }

    [LinkerFact]
    public async Task Published_with_NativeAOT_it_gives_no_warning_and_runs()
    {
        using var work = new Workspace();
        string output = await Dotnet.RunAsync(
            Repository.Root,
            "publish", Sample, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-p:PublishAot=true",
            "-o", work.Folder("app"), $"-p:ArtifactsPath={build.Folder}");
        Assert.DoesNotContain("warning", output);
        Assert.Empty(Directory.GetFiles(work.Folder("app"), "*.dll"));

        (int code, string run) = await Dotnet.StartAsync(
            Path.Combine(work.Folder("app"), "LiveMigration"), work.Root, ["--memory", "4"]);
        Assert.True(code == 0, run);
    }
}
