namespace MigSdk.Analyzers.Tests;

/// <summary>A small spec, and small changes of it.</summary>
internal static class Door
{
    internal const string Source =
        """
        using MigSdk;
        using static Doors.State;

        namespace Doors;

        [StateMachineSpec]
        [SpecArc<State>(Open, Closed), SpecArc<State>(Closed, Open), SpecArc<State>(Closed, Locked), SpecArc<State>(Locked, Closed)]
        public enum State { Open, Closed, Locked }
        """;

    /// <summary>The spec with the enum's name marked.</summary>
    internal static string Marked { get; } = Source.Edit("enum State", "enum {|#0:State|}");

    /// <summary>The spec on record.</summary>
    internal static string Shipped { get; } = Recording.Of(Source);
}
