using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigSdk.Analyzers;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.CodeFixes;

/// <summary>
/// MIG1009: takes what the spec does not have out of a driver's declaration. Where something else than features is
/// declared altogether, nobody can tell what was meant.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FeatureSetFix)), Shared]
public sealed class FeatureSetFix() : SourceFix(RuleIds.FeatureSet)
{
    private protected override IEnumerable<Offer> Offers(Finding finding)
    {
        if (finding.Driver() is not { Spec: { } spec } driver
            || finding.Find<AttributeArgumentSyntax>() is not { Parent.Parent: AttributeSyntax attribute } argument
            || driver.Attribute.ApplicationSyntaxReference?.GetSyntax(finding.Cancel) != attribute
            || DeclaredFeatures.Arguments(driver.Attribute, attribute) is not { } arguments
            || !arguments.Contains(argument))
        {
            yield break;
        }

        bool isItem = driver.FeatureProblems.Any(problem => problem.Item is { } item && arguments[item] == argument);
        if (isItem || spec.Features.IsEmpty)
        {
            yield return new Offer($"Remove '{argument.WithoutTrivia()}'", "RemoveFeature", edits => edits.Change(
                attribute,
                current => current.GetCurrentNode(argument) is { } found ? DeclaredFeatures.Without(current, found) : current,
                argument));
        }
        else if (IsOwnFlags(driver))
        {
            ExpressionSyntax[] rest = [.. LegalPart(driver, argument.Expression, finding)];
            yield return new Offer("Remove the features that the spec does not have", "RemoveFeature", edits => edits.Change(
                attribute,
                current => current.GetCurrentNode(argument) is { } found ? With(current, found, rest) : current,
                argument));
        }
    }

    private static bool IsOwnFlags(DriverReading driver) =>
        driver.Attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Enum } flags]
        && SymbolEqualityComparer.Default.Equals(flags.Type, driver.SpecReading?.FeatureType);

    private static AttributeSyntax With(AttributeSyntax attribute, AttributeArgumentSyntax argument, ExpressionSyntax[] operands) =>
        operands.Length == 0
            ? DeclaredFeatures.Without(attribute, argument)
            : attribute.ReplaceNode(
                argument.Expression, operands.Aggregate(DeclaredFeatures.Or).WithTriviaFrom(argument.Expression));

    // An operand stays as it is written where all of it is legal.
    private static IEnumerable<ExpressionSyntax> LegalPart(DriverReading driver, ExpressionSyntax expression, Finding finding)
    {
        SpecFeature[] features = [.. driver.Spec!.Features.Where(feature => feature.OptionalState is null)];
        long known = features.Aggregate(0L, (bits, feature) => bits | feature.Value);
        var names = new Names(finding.Model, expression.SpanStart);
        foreach (ExpressionSyntax operand in DeclaredFeatures.Operands(expression))
        {
            long bits = Constants.Integer(finding.Model.GetConstantValue(operand, finding.Cancel).Value) ?? 0;
            if ((bits & ~known) == 0)
            {
                yield return operand.WithoutTrivia();
                continue;
            }

            foreach (SpecFeature feature in features.Where(feature => (bits & feature.Value) != 0))
            {
                if (driver.SpecReading!.FeatureType!.GetMembers(feature.Name).OfType<IFieldSymbol>().FirstOrDefault() is { } member)
                    yield return Microsoft.CodeAnalysis.CSharp.SyntaxFactory.ParseExpression(names.Of(member));
            }
        }
    }
}
