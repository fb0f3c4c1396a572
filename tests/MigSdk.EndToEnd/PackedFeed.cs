using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.EndToEnd;

/// <summary>A folder feed with two versions of the package, made once by the pack command.</summary>
public sealed class PackedFeed : IAsyncLifetime
{
    internal const string Old = "0.1.0";
    internal const string New = "0.2.0";

    private readonly Workspace _work = new();

    internal string Folder => _work.Folder("feed");

    public async Task InitializeAsync()
    {
        foreach (string version in (string[])[Old, New])
        {
            await Dotnet.RunAsync(
                Repository.Root,
                "pack", Repository.PathOf("src", "MigSdk"), "-c", "Release", "-o", Folder,
                $"-p:Version={version}", $"-p:ArtifactsPath={_work.Folder("artifacts")}",
                // The build of the tree has judged these sources.
                "-p:RunAnalyzers=false");
        }
    }

    public Task DisposeAsync()
    {
        _work.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Has a folder take packages from this feed alone, into a cache of its own.</summary>
    internal void Serve(Workspace work) => work.Write(
        "nuget.config",
        $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="{Path.Combine(work.Root, "packages")}" /></config>
          <packageSources><clear /><add key="local" value="{Folder}" /></packageSources>
        </configuration>
        """);
}
