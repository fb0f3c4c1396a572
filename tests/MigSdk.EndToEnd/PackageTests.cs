using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.EndToEnd;

/// <summary>The package, from the pack command to a program in a folder that knows nothing of this tree.</summary>
public sealed partial class PackageTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private static readonly string[] Versions = [PackedFeed.Old, PackedFeed.New];

    [Fact]
    public async Task One_package_brings_run_time_generator_and_analyzers()
    {
        Assert.Equal(
            [$"MigSdk.{PackedFeed.Old}.nupkg", $"MigSdk.{PackedFeed.New}.nupkg"],
            Directory.GetFiles(feed.Folder).Select(Path.GetFileName).Order());
        using ZipArchive archive = ZipFile.OpenRead(Path.Combine(feed.Folder, $"MigSdk.{PackedFeed.Old}.nupkg"));
        string[] assemblies = [.. archive.Entries.Select(entry => entry.FullName).Where(name => name.EndsWith(".dll")).Order()];
        Assert.Equal(
            [
                "analyzers/dotnet/roslyn4.14/cs/MigSdk.Analyzers.dll",
                "analyzers/dotnet/roslyn4.14/cs/MigSdk.CodeFixes.dll",
                "analyzers/dotnet/roslyn4.14/cs/MigSdk.Completion.dll",
                "analyzers/dotnet/roslyn4.14/cs/MigSdk.Generators.dll",
                "analyzers/dotnet/roslyn4.14/cs/MigSdk.Spec.dll",
                "analyzers/dotnet/roslyn4.14/cs/MigSdk.Symbols.dll",
                "lib/net10.0/MigSdk.dll",
            ],
            assemblies);

        Assert.Contains("build/MigSdk.targets", archive.Entries.Select(entry => entry.FullName));
        ZipArchiveEntry manifest = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec"));
        using var reader = new StreamReader(manifest.Open());
        string nuspec = await reader.ReadToEndAsync();
        Assert.DoesNotContain("<dependency ", nuspec);
        Assert.Contains("<license type=\"expression\">MIT</license>", nuspec);
    }

    [Fact]
    public async Task The_driver_of_the_readme_builds_and_runs_from_the_package()
    {
        using var work = new Workspace();
        feed.Serve(work);
        string program = ReadmeProgram();
        work.Write("app/app.csproj", Project(PackedFeed.Old));
        work.Write("app/Program.cs", program);

        string output = await Dotnet.RunAsync(work.Folder("app"), "run");

        Assert.Contains("The destination is Running and has 42.", output);

        // And the analyzers came with it: an arc less is an error that names it.
        work.Write("app/Program.cs", program.Replace("[Arc(Stop, Resuming)]", ""));
        (int code, string errors) = await Dotnet.StartAsync("dotnet", work.Folder("app"), ["build"]);
        Assert.NotEqual(0, code);
        Assert.Contains("error MIG1002: 'Counter' must handle Stop -> Resuming", errors);
    }

    [Fact]
    public async Task A_project_with_a_baseline_file_has_its_specs_recorded()
    {
        const string Spec =
            """
            using MigSdk;

            System.Console.WriteLine(Lamp.On);

            [StateMachineSpec, SpecArc<Lamp>(Lamp.On, Lamp.Off), SpecArc<Lamp>(Lamp.Off, Lamp.On)]
            public enum Lamp { On, Off }
            """;
        using var work = new Workspace();
        feed.Serve(work);
        work.Write("app/app.csproj", Project(PackedFeed.Old));
        work.Write("app/Program.cs", Spec);
        await Dotnet.RunAsync(work.Folder("app"), "build");

        // The package finds the file by its name: nothing is said about it in the project.
        work.Write("app/MigSpec.Unshipped.txt", "");
        (int code, string errors) = await Dotnet.StartAsync("dotnet", work.Folder("app"), ["build"]);
        Assert.NotEqual(0, code);
        Assert.Contains(
            "error MIG5003: Not all facts of 'Lamp' are recorded in MigSpec.Unshipped.txt: none of 7 is", errors);

        work.Write(
            "app/MigSpec.Unshipped.txt",
            """
            Lamp arc Off -> On
            Lamp arc On -> Off
            Lamp initial On
            Lamp path Off -> On {}: On
            Lamp path On -> Off {}: Off
            Lamp state Off = 1
            Lamp state On = 0
            """);
        await Dotnet.RunAsync(work.Folder("app"), "build");

        work.Write("app/Program.cs", Spec.Replace("Off }", "Off = 4 }"));
        (_, errors) = await Dotnet.StartAsync("dotnet", work.Folder("app"), ["build"]);
        Assert.Contains(
            "error MIG5001: 'Lamp' breaks hosts of the spec on record: hosts fail on all drivers at On -> Off (Off is 4, was 1)",
            errors);
    }

    [Fact]
    public async Task Two_versions_in_one_solution_do_not_disturb_each_other()
    {
        using var work = new Workspace();
        feed.Serve(work);
        foreach (string version in Versions)
        {
            work.Write($"app{version}/app{version}.csproj", Project(version));
            work.Write($"app{version}/Program.cs", ReadmeProgram());
        }

        work.Write(
            "both.proj",
            """
            <Project>
              <Target Name="Build">
                <MSBuild Projects="app0.1.0/app0.1.0.csproj;app0.2.0/app0.2.0.csproj" Targets="Restore;Build" />
              </Target>
            </Project>
            """);

        // One build compiles both, each with its own version of the generator.
        await Dotnet.RunAsync(work.Root, "msbuild", "both.proj", "-p:EmitCompilerGeneratedFiles=true");

        foreach (string version in Versions)
        {
            string generated = Assert.Single(Directory.GetFiles(
                Path.Combine(work.Root, $"app{version}", "obj"), "Counter.*.g.cs", SearchOption.AllDirectories));
            Assert.Contains($"GeneratedCode(\"MigSdk.Generators\", \"{version}\")", await File.ReadAllTextAsync(generated));
            string output = await Dotnet.RunAsync(Path.Combine(work.Root, $"app{version}"), "run", "--no-build");
            Assert.Contains("The destination is Running and has 42.", output);
        }
    }

    private static string Project(string version) =>
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="MigSdk" Version="{version}" />
          </ItemGroup>
        </Project>
        """;

    private static string ReadmeProgram()
    {
        Match program = CSharpBlock().Match(File.ReadAllText(Repository.PathOf("README.md")));
        Assert.True(program.Success);
        return program.Groups[1].Value;
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharpBlock();
}
