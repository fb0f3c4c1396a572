using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MigSdk.Analyzers;

/// <summary>MIG3004: who asks for a state that is entered only by opening a session keeps the session.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DiscardedSessionRule() : UseRule(Descriptor, OperationKind.Invocation)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.DiscardedSession,
        "The session that a transition opens is dropped",
        "{0}",
        RuleCategories.Use,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.DiscardedSession));

    private protected override void Check(UseCheck check)
    {
        if (DriverCall.TryRead((IInvocationOperation)check.Operation, check.Cancel) is { Member: DriverMember.SetState } call
            && call.Target?.State is { } target
            && IsEnteredByOpening(call.Driver, target)
            && IsDropped(call.Operation, check.Cancel)
            && !IsKeptElsewhere(call, check.Cancel)
            && !ExpectedFailure.Covers(call))
        {
            string group = call.Driver.Spec.States[target].Group!.ToLowerInvariant();
            check.Report(
                call.Operation,
                $"Going to {call.Driver.NameOf(target)} opens a {group} session, which is dropped here: keep the result of {call.Operation.TargetMethod.Name}");
        }
    }

    // From wherever the driver comes it crosses into the group, unless it is there already and nothing is done. What holds
    // of a driver with every feature holds of one with fewer: its paths are the same, with states left out.
    private static bool IsEnteredByOpening(UsedDriver driver, int target)
    {
        if (driver.Spec.States[target].Group is not { } group)
            return false;
        bool isEntered = false;
        foreach (int from in driver.Plan.SupportedStates)
        {
            if (from == target || !driver.Plan.IsSupported(from, target))
                continue;
            if (driver.Plan.GetPath(from, target).Add(from).All(state => driver.Spec.States[state].Group == group))
                return false;
            isEntered = true;
        }

        return isEntered;
    }

    private static bool IsDropped(IOperation call, CancellationToken cancel)
    {
        IOperation result = Result(call);
        return result.Parent switch
        {
            IExpressionStatementOperation => true,
            ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation target, Parent: IExpressionStatementOperation } =>
                IsNeverRead(target.Local, call, cancel),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => IsNeverRead(declarator.Symbol, call, cancel),
            _ => false,
        };
    }

    // What still is the session, or a task of it: awaited, converted, or waited for.
    private static IOperation Result(IOperation call)
    {
        IOperation node = call;
        while (node.Parent is IAwaitOperation
            or IParenthesizedOperation
            or IConversionOperation { OperatorMethod: null }
            or IConditionalAccessOperation
            || (node.Parent is IInvocationOperation next && next.Instance == node && IsOfTasks(next.TargetMethod))
            || (node.Parent is IPropertyReferenceOperation { Property.Name: "Result" } result && IsTask(result.Property.ContainingType)))
        {
            node = node.Parent;
        }

        return node;
    }

    private static bool IsOfTasks(IMethodSymbol method) =>
        method.Name is "AsTask" or "Preserve" or "ConfigureAwait" or "GetAwaiter" or "GetResult" or "Wait" or "WaitAsync"
        && IsTask(method.ContainingType);

    private static bool IsTask(INamedTypeSymbol? type) =>
        type?.ContainingNamespace is { Name: "Tasks" or "CompilerServices", ContainingNamespace: { Name: "Threading" or "Runtime", ContainingNamespace.Name: "System" } };

    private static bool IsNeverRead(ILocalSymbol local, IOperation call, CancellationToken cancel) =>
        LocalUses.Of(local, call, cancel).All(LocalUses.IsWrite);

    // Asked for again where it is already (QEMU does so), the driver does nothing and opens nothing.
    private static bool IsKeptElsewhere(DriverCall call, CancellationToken cancel) => LocalUses.Body(call.Operation)
        .Descendants()
        .OfType<IInvocationOperation>()
        .Any(other => other != call.Operation
            && DriverCall.TryRead(other, cancel) is { Member: DriverMember.SetState } again
            && again.Target?.Number == call.Target?.Number
            && !IsDropped(other, cancel));
}
