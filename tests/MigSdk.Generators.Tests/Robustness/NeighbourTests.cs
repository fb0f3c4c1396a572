using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace MigSdk.Generators.Tests;

/// <summary>The generator beside others: other generators, and projects that see each other's internals.</summary>
public sealed class NeighbourTests
{
    [Fact]
    public void Another_generator_may_add_to_the_same_class()
    {
        GeneratorRun run = GeneratorRun.Of(
            GeneratorRun.Compile(GeneratorRun.Options(), Texts.LampSpec, Texts.LampDriver), new Neighbour().AsSourceGenerator()).AssertClean();
        Assert.Equal(2, run.Sources.Count);
        Assert.Equal(2, run.Output.GetTypeByMetadataName("Devices.DeskLamp")!.GetMembers("SetState").Length);
    }

    [Theory]
    [InlineData("internal")]
    [InlineData("public")]
    public void Projects_that_see_each_others_internals_may_have_drivers_of_the_same_name(string access)
    {
        string driver = Texts.LampDriver.Replace("public sealed partial", access + " sealed partial");
        CSharpCompilation library = GeneratorRun.Compile(
            GeneratorRun.Options(), Texts.LampSpec, driver, "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"App\")]")
            .WithAssemblyName("Library");
        Compilation built = GeneratorRun.Of(library).AssertClean().Output;
        CSharpCompilation app = GeneratorRun.Compile(GeneratorRun.Options(), driver)
            .WithAssemblyName("App")
            .AddReferences(built.ToMetadataReference());
        GeneratorRun run = GeneratorRun.Of(app).AssertClean();
        Assert.Equal(GeneratorRun.Of(library).Source, run.Source);
    }

    [Fact]
    public void A_spec_that_both_projects_have_as_a_linked_file_gives_no_warning_in_generated_code()
    {
        string shared = Texts.LampSpec.Replace("public enum", "internal enum");
        string driver = Texts.LampDriver.Replace("public sealed partial", "internal sealed partial");
        CSharpCompilation library = GeneratorRun.Compile(
            GeneratorRun.Options(), shared, driver, "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"App\")]")
            .WithAssemblyName("Library");
        CSharpCompilation app = GeneratorRun.Compile(GeneratorRun.Options(), shared, "#pragma warning disable CS0436\n" + driver)
            .WithAssemblyName("App")
            .AddReferences(GeneratorRun.Of(library).AssertClean().Output.ToMetadataReference());
        Assert.Single(GeneratorRun.Of(app).AssertClean().Sources);
    }

    [Fact]
    public void A_spec_of_another_assembly_is_read_as_one_of_the_same()
    {
        string spec = Texts.LampSpec.Replace("[StateMachineSpec]", "[StateMachineSpec(DriverInterface = typeof(ILampDriver))]")
            + "/// <summary>A lamp's driver.</summary>\npublic interface ILampDriver : IStateMachineDriver<Lamp> { }";
        Compilation library = GeneratorRun.Of(spec).AssertClean().Output.WithAssemblyName("Library");
        var image = new System.IO.MemoryStream();
        Assert.True(library.Emit(image).Success);
        CSharpCompilation app = GeneratorRun.Compile(GeneratorRun.Options(), Texts.LampDriver)
            .AddReferences(MetadataReference.CreateFromImage(image.ToArray()));
        string source = GeneratorRun.Of(app).AssertClean().Source;
        Assert.Equal(GeneratorRun.Of(Texts.LampDriver, spec).AssertClean().Source, source);
        Assert.Contains("global::Devices.ILampDriver,", source);
    }

    /// <summary>Adds an overload to every class whose name begins with <c>D</c>.</summary>
    private sealed class Neighbour : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context)
        {
            IncrementalValuesProvider<string> names = context.SyntaxProvider.CreateSyntaxProvider(
                static (node, _) => node is Microsoft.CodeAnalysis.CSharp.Syntax.ClassDeclarationSyntax { Identifier.ValueText: ['D', ..] },
                static (driver, _) => driver.SemanticModel.GetDeclaredSymbol(driver.Node)!.Name);
            context.RegisterSourceOutput(names, static (output, name) => output.AddSource(name, SourceText.From(
                $"namespace Devices; partial class {name} {{ internal void SetState(string state) => SetState(System.Enum.Parse<Lamp>(state)); }}",
                Encoding.UTF8)));
        }
    }
}
