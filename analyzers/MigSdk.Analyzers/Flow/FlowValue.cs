using Microsoft.CodeAnalysis;
using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>What is known of a value. Null stands for nothing.</summary>
internal abstract record FlowValue
{
    /// <summary>The null reference.</summary>
    internal sealed record Null : FlowValue
    {
        public static Null Value { get; } = new();
    }

    /// <summary>A driver, with what is known of it: a new one, or the one whose place holds this.</summary>
    internal sealed record Driver(DriverStates Known) : FlowValue;

    /// <summary>The driver that a place holds.</summary>
    internal sealed record DriverIn(Place Place) : FlowValue;

    /// <summary>The session that a call has opened.</summary>
    internal sealed record Session(IOperation Opening) : FlowValue;

    /// <summary>The state that the driver in a place is in now.</summary>
    internal sealed record StateOf(Place Holder) : FlowValue;

    /// <summary>Whether the driver in a place is in one of some states.</summary>
    internal sealed record StateTest(Place Holder, IndexSet WhenTrue, IndexSet WhenFalse) : FlowValue
    {
        /// <summary>The contrary.</summary>
        public StateTest Not => new(Holder, WhenFalse, WhenTrue);
    }

    /// <summary>Whether a place holds no driver.</summary>
    internal sealed record NullTest(Place Holder, bool IsNullWhen) : FlowValue;

    /// <summary>The place whose driver this is about; null where it is about none.</summary>
    public Place? About => this switch
    {
        DriverIn driver => driver.Place,
        StateOf state => state.Holder,
        StateTest test => test.Holder,
        NullTest test => test.Holder,
        _ => null,
    };

    /// <summary>What holds on either of two paths.</summary>
    /// <returns>The value; null where nothing is known of it.</returns>
    public static FlowValue? Join(FlowValue one, FlowValue other)
    {
        if (one.Equals(other))
            return one;

        // Who uses a driver or a session has one. A state that is compared may be absent.
        if (one is Null && other is Driver or DriverIn or Session)
            return other;
        if (other is Null && one is Driver or DriverIn or Session)
            return one;
        return one is Driver first && other is Driver second && DriverStates.Join(first.Known, second.Known) is { } joined
            ? new Driver(joined)
            : null;
    }
}
