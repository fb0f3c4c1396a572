using System.IO;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Cli.Tests;

public sealed class ReferenceTests
{
    [Theory]
    [InlineData("vfoi", 3, "'vfoi' is no file and no built-in spec. Did you mean vfio? Name a built-in spec")]
    [InlineData("/", 3, "is a folder, not a file")]
    [InlineData("vfio:Running", 2, "vfio is one spec; leave out ':Running'.")]
    [InlineData("vfio@P3P", 3, "MigrationState has no feature 'P3P'. Did you mean P2P?")]
    [InlineData("rfc2022@P2P", 3, "Rfc2022State has no feature 'P2P': it has none at all.")]
    [InlineData("{Fleet}", 2, "may be several: Fleet.Island, Fleet.Lamp, Fleet.Sleep. Say which: ")]
    [InlineData("{Fleet}:Lmap", 3, "has no spec or driver 'Lmap'. Did you mean Fleet.Lamp?")]
    [InlineData("{Fleet}:Nic@P2P", 2, "Fleet.Nic is a driver and declares its features itself")]
    public async Task What_is_not_there_is_named_with_what_may_have_been_meant(string reference, int code, string message)
    {
        MigRun run = await Mig.RunAsync("spec", "show", reference.Replace("{Fleet}", Fleet.Assembly));

        Assert.Equal(((ExitCode)code, ""), (run.Code, run.Output));
        Assert.StartsWith("mig: ", run.Error);
        Assert.Contains(message, run.Error);
    }

    [Fact]
    public async Task A_file_that_is_no_assembly_and_no_baseline_is_refused_with_the_line()
    {
        string text = Compiled.File("unreadable", "notes.txt", "# Comment\nLamp shines brightly\n");
        MigRun baseline = await Mig.RunAsync("spec", "show", text);
        Assert.Equal(ExitCode.Unreadable, baseline.Code);
        Assert.Contains("notes.txt, line 2: ", baseline.Error);

        string hostile = Compiled.File("unreadable", "hostile.txt", "Lamp \u001b[2J\u0007\n");
        MigRun shown = await Mig.RunAsync("spec", "show", hostile);
        Assert.Equal(ExitCode.Unreadable, shown.Code);
        Assert.DoesNotContain('\u001b', shown.Error);

        string library = Compiled.File("unreadable", "native.so", "\u007fELF and so on");
        MigRun other = await Mig.RunAsync("spec", "show", library);
        Assert.Equal(ExitCode.Unreadable, other.Code);
        Assert.Contains("native.so is neither a .NET assembly nor a project's record of its specs", other.Error);

        string binary = Compiled.File("unreadable", "native.dll", "MZ and nothing of an assembly");
        MigRun assembly = await Mig.RunAsync("spec", "show", binary);
        Assert.Equal(ExitCode.Unreadable, assembly.Code);
        Assert.Contains("native.dll is no .NET assembly that can be read", assembly.Error);
    }

    [Fact]
    public async Task An_assembly_without_specs_is_told_what_makes_one()
    {
        MigRun run = await Mig.RunAsync("spec", "show", Compiled.ToFile("Empty", "public class Nothing;"));

        Assert.Equal(ExitCode.NotFound, run.Code);
        Assert.Contains("no enum with [StateMachineSpec]", run.Error);
    }

    [Fact]
    public async Task A_spec_from_an_assembly_that_is_missing_cannot_be_planned_and_the_reason_is_said()
    {
        string parts = Compiled.ToFile("Parts", "public enum Part { None = 0, Engine = 1 }");
        string car = Compiled.ToFile(
            "Car",
            """
            using MigSdk;

            [StateMachineSpec, SpecArc<Car>(Car.Parked, Car.Driving), SpecArc<Car>(Car.Driving, Car.Parked)]
            public enum Car { Parked, [Requires<Part>(Part.Engine)] Driving }
            """,
            parts);
        MigRun run = await Mig.RunAsync("spec", "show", car);
        Assert.Equal(ExitCode.Unreadable, run.Code);
        Assert.Contains("Parts is missing beside it, which has Part", run.Error);

        File.Copy(parts, Path.Combine(Path.GetDirectoryName(car)!, "Parts.dll"));
        Assert.Contains("Engine", await Mig.OutputOfAsync("spec", "show", car));
    }

    [Fact]
    public async Task Specs_of_older_assemblies_are_read_with_the_MigSdk_beside_them()
    {
        string folder = Path.GetDirectoryName(Compiled.ToFile(
            "Beside", "using MigSdk;\n[StateMachineSpec, SpecArc<L>(L.A, L.B), SpecArc<L>(L.B, L.A)] public enum L { A, B }"))!;
        // A broken neighbour of that name is not used: the command falls back to its own.
        await File.WriteAllTextAsync(Path.Combine(folder, "MigSdk.dll"), "not an assembly");

        string output = await Mig.OutputOfAsync("spec", "show", Path.Combine(folder, "Beside.dll"));

        Assert.StartsWith("L\n", output);
    }

    [Fact]
    public async Task Scripts_get_errors_as_documents_too()
    {
        (ExitCode code, JsonElement document) = await Mig.JsonOfAsync("spec", "show", "nothing");
        Assert.Equal(ExitCode.NotFound, code);
        Assert.Equal(3, document.GetProperty("error").GetProperty("exitCode").GetInt32());
        Assert.Equal("notFound", document.GetProperty("error").GetProperty("kind").GetString());

        (code, document) = await Mig.JsonOfAsync("spec", "shwo", "vfio");
        Assert.Equal(ExitCode.Usage, code);
        Assert.Equal("usage", document.GetProperty("error").GetProperty("kind").GetString());
    }
}
