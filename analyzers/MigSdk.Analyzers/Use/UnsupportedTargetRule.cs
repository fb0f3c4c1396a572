using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MigSdk.Analyzers;

/// <summary>MIG3001: a driver is asked for states that it can be brought to.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnsupportedTargetRule() : UseRule(Descriptor, OperationKind.Invocation)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.UnsupportedTarget,
        "A driver is asked for a state that it never goes to",
        "{0}",
        RuleCategories.Use,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.UnsupportedTarget));

    private protected override void Check(UseCheck check)
    {
        if (DriverCall.TryRead((IInvocationOperation)check.Operation, check.Cancel) is not { Member: DriverMember.SetState } call
            || call.Target is not { } given)
        {
            return;
        }

        foreach (StateArgument target in StateArgument.AllOf(given.Value, call.Driver.Spec))
        {
            if (Reason(call.Driver, target) is { } reason && !ExpectedFailure.Covers(call))
                check.Report(target.Value, $"{NameOf(call.Driver, target)} is refused from every state: {reason}");
        }
    }

    private static string NameOf(UsedDriver driver, StateArgument target) =>
        target.State is { } state ? driver.NameOf(state) : $"{target.Number}";

    private static string? Reason(UsedDriver driver, StateArgument target)
    {
        if (Refusal.OfTarget(driver, target) is { } reason)
            return $"{reason}; {Remedy(driver, target)}";
        return target.State is { } state && IsUnreachable(driver, state)
            ? $"no state of {driver.Name} has a path to it"
            : null;
    }

    private static string Remedy(UsedDriver driver, StateArgument target)
    {
        if (target.State is not { } state)
            return "ask for one of its members";
        return state == driver.Spec.Error
            ? $"Reset leads to {driver.NameOf(driver.Spec.Initial)} from any state"
            : "declare it, or ask for a state that the driver has";
    }

    // The driver is in its initial state without being asked, and then asking for that does nothing.
    private static bool IsUnreachable(UsedDriver driver, int state)
    {
        if (state == driver.Spec.Initial)
            return false;
        foreach (int from in driver.Plan.SupportedStates)
        {
            if (from != state && driver.Plan.IsSupported(from, state))
                return false;
        }

        return true;
    }
}
