using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace MigSdk.Analyzers;

/// <summary>What the analysis of a method and of the functions in it have in common.</summary>
internal sealed class FlowMethod(HashSet<ISymbol> shared, CancellationToken cancel)
{
    // Far more than what people write; generated tables and parsers are given up.
    private const int MaxBlocks = 2000;
    private const int MaxVisits = 20_000;
    private const int MaxDepth = 200;
    private int _visits;

    public KnownDrivers Drivers { get; } = new(cancel);

    public FlowObservations Seen { get; } = new();

    public CancellationToken Cancel => cancel;

    /// <summary>Whether the method is too big, so that nothing of what was seen counts.</summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>The places of one of the functions.</summary>
    public PlaceFinder PlacesOf(ISymbol function) => new(function, shared);

    /// <summary>Whether a graph is small enough to begin with.</summary>
    public bool CanBegin(ControlFlowGraph graph) => !GiveUpIf(graph.Blocks.Length > MaxBlocks);

    /// <summary>Whether one more block can be visited.</summary>
    public bool CanVisit()
    {
        cancel.ThrowIfCancellationRequested();
        return !GiveUpIf(++_visits > MaxVisits);
    }

    /// <summary>Whether an expression can be followed further down.</summary>
    public bool CanDescend(int depth) => !GiveUpIf(depth > MaxDepth);

    private bool GiveUpIf(bool isTooMuch) => IsGivenUp |= isTooMuch;
}
