using System.Linq;
using CsCheck;
using MigSdk.Testing.Model;

namespace MigSdk.Testing.Checks;

/// <summary>What a host can do next.</summary>
internal enum WalkAction
{
    /// <summary>Asks for a state, supported from here or not.</summary>
    Request,

    /// <summary>Asks for a state and has cancelled it already.</summary>
    CancelledRequest,

    /// <summary>Resets.</summary>
    Reset,

    /// <summary>Lets the guest work.</summary>
    Work,

    /// <summary>Reads some bytes.</summary>
    Read,

    /// <summary>Writes some bytes of a good stream.</summary>
    Write,
}

/// <summary>One step of a random walk. What makes no sense where the walk has come to does nothing.</summary>
internal readonly record struct WalkStep(WalkAction Action, MigrationState Target, int Amount)
{
    private const int MaxSteps = 24;

    /// <summary>Walks of up to 24 steps, requests more often than anything else.</summary>
    internal static Gen<WalkStep[]> Walks { get; } = Gen.Select(
        Gen.Frequency(
            (10, WalkAction.Request),
            (1, WalkAction.CancelledRequest),
            (1, WalkAction.Reset),
            (2, WalkAction.Work),
            (2, WalkAction.Read),
            (1, WalkAction.Write)),
        Gen.Int[0, VfioPlan.All.Count - 1].Select(index => VfioPlan.All[index]),
        Gen.Int[1, 5000],
        (action, target, amount) => new WalkStep(action, target, amount)).Array[1, MaxSteps];
}
