using System.IO;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.EndToEnd;

/// <summary>The main job, as its users start it.</summary>
public sealed class LiveMigrationTests
{
    private static readonly string Sample = Repository.PathOf("samples", "LiveMigration");

    [Fact]
    public async Task The_main_job_runs_with_its_defaults()
    {
        using var work = new Workspace();
        await Dotnet.RunAsync(
            Repository.Root, "run", "--project", Sample, "-c", "Release", $"-p:ArtifactsPath={work.Folder("artifacts")}");
    }

    [LinkerFact]
    public async Task Published_with_NativeAOT_it_gives_no_warning_and_runs()
    {
        using var work = new Workspace();
        string output = await Dotnet.RunAsync(
            Repository.Root,
            "publish", Sample, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-p:PublishAot=true",
            "-o", work.Folder("app"), $"-p:ArtifactsPath={work.Folder("artifacts")}");
        Assert.DoesNotContain("warning", output);
        Assert.Empty(Directory.GetFiles(work.Folder("app"), "*.dll"));

        (int code, string run) = await Dotnet.StartAsync(
            Path.Combine(work.Folder("app"), "LiveMigration"), work.Root, ["--memory", "4"]);
        Assert.True(code == 0, run);
    }
}
