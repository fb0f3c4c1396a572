using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MigSdk.Symbols;

namespace MigSdk.Generators;

/// <summary>Adds to each driver class its answers, its transitions and its place behind the interfaces.</summary>
/// <remarks>It reports nothing: mistakes are the analyzers' to report.</remarks>
[Generator(LanguageNames.CSharp)]
public sealed class DriverGenerator : IIncrementalGenerator
{
    /// <summary>The name of the pipeline's steps that give the models, for tests.</summary>
    public const string ModelStep = "Drivers";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        Register(context, WellKnown.MigrationDriverAttribute);
        Register(context, WellKnown.StateMachineDriverAttribute);
    }

    private static void Register(IncrementalGeneratorInitializationContext context, string attribute)
    {
        IncrementalValuesProvider<DriverModel> drivers = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                attribute,
                static (node, _) => node is ClassDeclarationSyntax || node.IsKind(SyntaxKind.RecordDeclaration),
                static (driver, cancel) =>
                    DriverModelFactory.TryMake((INamedTypeSymbol)driver.TargetSymbol, driver.Attributes[0], cancel))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(ModelStep);

        context.RegisterSourceOutput(drivers, static (output, model) =>
        {
            string source = DriverEmitter.Emit(model, output.CancellationToken);
            output.AddSource(HintName.Of(model.Type.FullName), SourceText.From(source, Encoding.UTF8));
        });
    }
}
