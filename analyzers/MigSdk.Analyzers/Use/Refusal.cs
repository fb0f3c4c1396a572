using System.Linq;
using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>Why a driver refuses a transition, in words.</summary>
internal static class Refusal
{
    /// <summary>Why a driver is never asked to leave a state.</summary>
    /// <returns>The reason; null where the state is no constant, or may be left.</returns>
    public static string? OfStart(UsedDriver driver, StateArgument start) =>
        start.State is { } state && state == driver.Spec.Error
            ? $"only a reset leads out of {driver.NameOf(state)}"
            : OfState(driver, start);

    /// <summary>Why no driver goes to a state when asked to.</summary>
    /// <returns>The reason; null where the state is no constant, or is a target.</returns>
    public static string? OfTarget(UsedDriver driver, StateArgument target) =>
        target.State is { } state && state == driver.Spec.Error
            ? $"only a failure leads to {driver.NameOf(state)}"
            : OfState(driver, target);

    /// <summary>Why a driver does not go from one state to another.</summary>
    /// <returns>The reason; null where it may.</returns>
    public static string? OfTransition(UsedDriver driver, StateArgument start, StateArgument target)
    {
        if ((OfTarget(driver, target) ?? OfStart(driver, start)) is { } reason)
            return reason;
        if (start.State is not { } from || target.State is not { } to || driver.Plan.IsSupported(from, to))
            return null;

        StatePair pair = new(from, to);
        if (driver.Spec.BlockedPairs.Contains(pair))
            return $"{driver.Spec.Name} blocks {driver.NameOf(pair)}";
        return driver.Spec.SingleArcsOnly
            ? $"{driver.NameOf(pair)} is no arc of {driver.Spec.Name}, which has no combination transitions"
            : $"{driver.Spec.Name} has no path from {driver.NameOf(from)} to {driver.NameOf(to)}";
    }

    private static string? OfState(UsedDriver driver, StateArgument argument)
    {
        if (argument.IsOutOfRange)
            return $"no state of {driver.Spec.Name} has the value {argument.Number}";
        return argument.State is { } state && !driver.Plan.SupportedStates.Contains(state)
            ? $"{driver.Name} does not declare {Demand(driver, state)}"
            : null;
    }

    private static string Demand(UsedDriver driver, int state)
    {
        SpecFeature[] missing = [.. driver.MissingFeatures(state)];
        return missing.Length == 1 && missing[0].OptionalState == state
            ? $"the optional state {driver.NameOf(state)}"
            : $"{string.Join(" and ", missing.Select(feature => feature.Name))}, which {driver.NameOf(state)} requires";
    }
}
