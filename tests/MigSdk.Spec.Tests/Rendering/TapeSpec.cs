namespace MigSdk.Spec.Tests;

/// <summary>A small spec with a bit of everything that a renderer shows.</summary>
internal static class TapeSpec
{
    public static StateMachineSpec Spec { get; } = new StateMachineSpecBuilder("Tape")
        .Feature("Power", 1)
        .Feature("Fast", 2)
        .State("Idle", 10, ["Power"])
        .State("Spooling", 200, ["Power", "Fast"])
        .State("Reading", 12, ["Power"], preCopy: true)
        .OptionalState("Parked", 13)
        .State("Failed", -1)
        .Arc("Idle", "Spooling")
        .Arc("Spooling", "Reading", opens: "Data", preference: 2)
        .Arc("Reading", "Idle")
        .Arc("Idle", "Parked")
        .Arc("Parked", "Idle")
        .Blocked("Idle", "Reading")
        .Error("Failed")
        .Build();

    /// <summary>A spec whose names have in them whatever means something to some renderer.</summary>
    public static StateMachineSpec Odd { get; } = new StateMachineSpecBuilder("o\"d\\d\n<x>")
        .Feature("F:1;{}", 1)
        .State("end", 0)
        .State("a b", 1, ["F:1;{}"])
        .State("x\"y\\", 2)
        .State("-->[*]", 3)
        .State("a&lt;#35;", 4)
        .State("state_0", 5)
        .OptionalState("new\nline", 6)
        .Arc("end", "a b", opens: "G\"<b>")
        .Arc("a b", "x\"y\\")
        .Arc("x\"y\\", "-->[*]")
        .Blocked("-->[*]", "new\nline")
        .Build();
}
