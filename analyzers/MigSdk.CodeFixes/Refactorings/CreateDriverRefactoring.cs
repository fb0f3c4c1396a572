using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.CodeFixes;

/// <summary>Writes all handlers of a driver that has none; makes a VFIO driver of an empty partial class.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(CreateDriverRefactoring)), Shared]
public sealed class CreateDriverRefactoring : CodeRefactoringProvider
{
    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        CancellationToken cancel = context.CancellationToken;
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
        if (root is null || Places.TypeAt(root, context.Span) is not { } declaration)
            return;
        SemanticModel? model = await context.Document.GetSemanticModelAsync(cancel).ConfigureAwait(false);
        if (model?.GetDeclaredSymbol(declaration, cancel) is not INamedTypeSymbol { TypeKind: TypeKind.Class } type
            || model.Compilation.GetTypeByMetadataName(WellKnown.MigrationDriverAttribute) is null
            || DriverTypes.FindNotPartial(type, cancel) is not null)
        {
            return;
        }

        CodeAction? action = DriverReader.TryRead(type, cancel) is { } driver
            ? WriteHandlers(context.Document, declaration, driver)
            : MakeDriver(context.Document, declaration, type, model.Compilation, cancel);
        if (action is not null)
            context.RegisterRefactoring(action);
    }

    private static CodeAction? WriteHandlers(Document document, TypeDeclarationSyntax declaration, DriverReading driver)
    {
        bool isUntouched = driver.ArcHandlers.IsEmpty && driver.BoundaryHandlers.IsEmpty && driver.ForeignUses.IsEmpty
            && !driver.HasHalfTypedHandlers;
        if (!isUntouched || !driver.HasMeaningfulPlan || !driver.FeatureProblems.IsEmpty
            || DriverTypes.ProblemOf(driver.Type, driver.Attribute) is not null
            || driver.Plan.RequiredArcs is not { IsEmpty: false } arcs)
        {
            return null;
        }

        return CodeAction.Create(
            arcs.Length == 1 ? "Write the handler of the one arc" : $"Write the handlers of all {arcs.Length} arcs",
            cancel => DriverWriter.WriteAsync(
                document, declaration, DriverDraft.Of(driver.Type, driver.SpecReading!, driver.Plan, attribute: null), cancel),
            "WriteHandlers");
    }

    private static CodeAction? MakeDriver(
        Document document, TypeDeclarationSyntax declaration, INamedTypeSymbol type, Compilation compilation, CancellationToken cancel)
    {
        if (!EmptyClass.CanBecomeDriver(type, cancel)
            || compilation.GetTypeByMetadataName("MigSdk.MigrationState") is not { } states
            || SpecReader.TryRead(states) is not { HasMeaningfulPlan: true } spec)
        {
            return null;
        }

        return CodeAction.Create(
            "Make a migration driver", [.. FeatureSets(spec.Spec!).Select(Make)], isInlinable: false);

        CodeAction Make(ImmutableArray<int> features)
        {
            IEnumerable<string> names = features.Select(feature => spec.Spec!.Features[feature].Name);
            string arguments = string.Join(" | ", names.Select(name => $"global::MigSdk.MigrationFeatures.{name}"));
            string attribute = "global::MigSdk.MigrationDriver" + (arguments.Length == 0 ? "" : $"({arguments})");
            string title = string.Join(" + ", names.Prepend("StopCopy"));
            return CodeAction.Create(
                title,
                stop => DriverWriter.WriteAsync(
                    document, declaration, DriverDraft.Of(type, spec, spec.PlanFor(IndexSet.Of([.. features])), attribute), stop),
                title);
        }
    }

    /// <summary>All sets of those features that not every driver has, the smaller ones first.</summary>
    private static IEnumerable<ImmutableArray<int>> FeatureSets(StateMachineSpec spec)
    {
        IEnumerable<ImmutableArray<int>> sets = [[]];
        for (int feature = 0; feature < spec.Features.Length; feature++)
        {
            int added = feature;
            if (!spec.MandatoryFeatures.Contains(feature))
                sets = [.. sets, .. sets.Select(set => set.Add(added))];
        }

        return sets;
    }
}
