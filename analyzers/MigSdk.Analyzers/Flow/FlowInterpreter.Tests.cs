using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

// What comparisons and patterns say of a driver's state.
internal sealed partial class FlowInterpreter
{
    /// <summary>What is known where a condition has been decided; null where it cannot be decided so.</summary>
    public FlowState? Decide(FlowValue? condition, bool outcome)
    {
        FlowState? before = State;
        if (condition is FlowValue.StateTest test)
            Refine(test, outcome);
        else if (condition is FlowValue.NullTest { Holder: var place } nullTest && nullTest.IsNullWhen == outcome)
            State = State?.With(place, FlowValue.Null.Value);
        FlowState? decided = State;
        State = before;
        return decided;
    }

    private void Refine(FlowValue.StateTest test, bool outcome)
    {
        if (State is not { } state || Known(test.Holder) is not { IsLost: false } known)
            return;
        IndexSet states = StateSets.Intersect(known.States, outcome ? test.WhenTrue : test.WhenFalse);
        State = states.IsEmpty ? null : state.WithKnown(test.Holder, known with { States = states });
    }

    private FlowValue? Compare(IBinaryOperation comparison)
    {
        FlowValue? left = Evaluate(comparison.LeftOperand);
        FlowValue? right = Evaluate(comparison.RightOperand);
        if (left is FlowValue.Null || right is FlowValue.Null)
            return NullTest(left is FlowValue.Null ? right : left, comparison.OperatorKind == BinaryOperatorKind.Equals);
        FlowValue.StateTest? test = left is FlowValue.StateOf first ? Test(first, comparison.RightOperand)
            : right is FlowValue.StateOf second ? Test(second, comparison.LeftOperand)
            : null;
        return comparison.OperatorKind == BinaryOperatorKind.Equals ? test : test?.Not;
    }

    private static FlowValue? NullTest(FlowValue? value, bool isNullWhen) =>
        value is FlowValue.DriverIn driver ? new FlowValue.NullTest(driver.Place, isNullWhen) : null;

    private FlowValue.StateTest? Test(FlowValue.StateOf state, IOperation value) =>
        Known(state.Holder) is { } known && StateSets.EqualTo(value, known.Driver.Spec) is { } states
            ? TestOf(state.Holder, states, known.Driver.Spec)
            : null;

    private FlowValue? Test(IIsPatternOperation test)
    {
        FlowValue? value = Evaluate(test.Value);
        BindPattern(test.Pattern, value);
        if (State is null || value?.About is not { } place || Known(place) is not { } known)
            return null;
        StateMachineSpec spec = known.Driver.Spec;
        if (value is FlowValue.StateOf)
            return StateSets.Matching(test.Pattern, spec) is { } matching ? TestOf(place, matching, spec) : null;
        return value is FlowValue.DriverIn && StateSubpattern(test.Pattern, spec) is { } states
            ? new FlowValue.StateTest(place, states, StateSets.All(spec))
            : null;
    }

    private static FlowValue.StateTest TestOf(Place place, IndexSet states, StateMachineSpec spec) =>
        new(place, states, StateSets.All(spec).Except(states));

    // is { State: StopCopy }: that it does not match may have other reasons.
    private static IndexSet? StateSubpattern(IPatternOperation pattern, StateMachineSpec spec) =>
        pattern is IRecursivePatternOperation recursive
            ? recursive.PropertySubpatterns
                .Where(sub => sub.Member is IPropertyReferenceOperation { Property.Name: GeneratedNames.State })
                .Select(sub => StateSets.Matching(sub.Pattern, spec))
                .FirstOrDefault()
            : null;

    private void BindPattern(IPatternOperation pattern, FlowValue? value)
    {
        ISymbol? declared = pattern switch
        {
            IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
            IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
            IListPatternOperation list => list.DeclaredSymbol,
            _ => null,
        };
        if (declared is ILocalSymbol local && places.Find(local) is { } place)
            Bind(place, value);
        else if (declared is not null)
            Store(value);

        if (pattern is IBinaryPatternOperation both)
        {
            BindPattern(both.LeftPattern, value);
            BindPattern(both.RightPattern, value);
        }
        else if (pattern is INegatedPatternOperation negated)
        {
            BindPattern(negated.Pattern, value);
        }
        else if (pattern is IRecursivePatternOperation { PropertySubpatterns: var properties, DeconstructionSubpatterns: var elements })
        {
            foreach (IPatternOperation sub in properties.Select(property => property.Pattern).Concat(elements))
                BindPattern(sub, null);
        }
    }

    private FlowValue? ReadProperty(IPropertyReferenceOperation reference)
    {
        if (TaskChain.CallWaitedFor(reference) is { } call && method.Drivers.Call(call) is { IsAsynchronous: true } driverCall)
            return Complete(driverCall);
        if (places.Find(reference) is { } place)
            return Read(place);
        FlowValue? instance = Evaluate(reference.Instance);
        EvaluateAll(reference.Arguments);
        Throw();
        if (instance is FlowValue.DriverIn { Place: var driver } && Known(driver) is { } known)
        {
            if (IsState(reference.Property, known.Driver))
                return known.IsLost ? null : new FlowValue.StateOf(driver);

            // A property of the author's own may give the driver's session.
            if (!reference.Property.OriginalDefinition.Type.IsValueType)
                ReadSessions(track => track.Driver == driver);
        }

        return null;
    }

    private static bool IsState(IPropertySymbol property, UsedDriver driver) =>
        property.Name == GeneratedNames.State && SymbolEqualityComparer.Default.Equals(property.Type, driver.SpecReading.Type);
}
