using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>MIG3003: who asks a driver something uses the answer.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DiscardedAnswerRule() : UseRule(Descriptor, OperationKind.ExpressionStatement)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.DiscardedAnswer,
        "The answer of a driver is dropped",
        "{0}",
        RuleCategories.Use,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.DiscardedAnswer));

    private protected override void Check(UseCheck check)
    {
        IOperation dropped = Dropped(((IExpressionStatementOperation)check.Operation).Operation);
        string? name = dropped switch
        {
            IInvocationOperation call => NameOf(call, check.Cancel),
            IPropertyReferenceOperation property => NameOf(property, check.Cancel),
            _ => null,
        };
        if (name is null || ExpectedFailure.Covers(dropped.Syntax))
            return;
        check.Report(dropped, name is GeneratedNames.GetPath or GeneratedNames.TryGetNextState
            ? $"The answer of {name} is dropped: it says which way the driver would go, and SetState goes it"
            : $"The answer of {name} is dropped: asking a driver does nothing else");
    }

    private static IOperation Dropped(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case ISimpleAssignmentOperation { Target: IDiscardOperation } discard:
                    operation = discard.Value;
                    break;
                case IConversionOperation { OperatorMethod: null } conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                case IConditionalAccessOperation access:
                    operation = access.WhenNotNull;
                    break;
                default:
                    return operation;
            }
        }
    }

    private static string? NameOf(IInvocationOperation call, CancellationToken cancel) =>
        call.TargetMethod.Name is GeneratedNames.ArcSupported or GeneratedNames.GetPath or GeneratedNames.TryGetNextState
        && DriverCall.TryRead(call, cancel) is { } asked
        && (asked.Member != DriverMember.TryGetNextState || Question.IsNextStateUnused(call, cancel))
            ? call.TargetMethod.Name
            : null;

    private static string? NameOf(IPropertyReferenceOperation property, CancellationToken cancel) =>
        property.Property.Name is GeneratedNames.State or GeneratedNames.Features or GeneratedNames.SupportedTransitions
        && UsedDriver.Of(property.Instance, property.ConstrainedToType, property.Property, cancel) is not null
            ? property.Property.Name
            : null;
}
