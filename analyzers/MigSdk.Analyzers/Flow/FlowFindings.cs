using System;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace MigSdk.Analyzers;

/// <summary>What the rules about the flow of a method find: one analysis for all of them.</summary>
internal static class FlowFindings
{
    // An operation belongs to one compilation and never changes. The table does not keep it alive.
    private static readonly ConditionalWeakTable<IOperation, Entry> Known = new();

    /// <summary>The findings in a method's body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="method">The method.</param>
    /// <param name="graph">Makes its graph.</param>
    /// <param name="cancel">Stops the analysis.</param>
    public static ImmutableArray<FlowFinding> Of(
        IOperation body, ISymbol method, Func<ControlFlowGraph> graph, CancellationToken cancel)
    {
        Entry entry = Known.GetOrCreateValue(body);
        lock (entry)
        {
            if (entry.Findings.IsDefault)
                entry.Findings = Find(body, method, graph, cancel);
            return entry.Findings;
        }
    }

    private static ImmutableArray<FlowFinding> Find(
        IOperation body, ISymbol method, Func<ControlFlowGraph> graph, CancellationToken cancel)
    {
        FlowMethod shared = new(SharedSymbols.Find(body, method), cancel);
        Analyze(graph(), method, shared);
        return shared.IsGivenUp ? [] : [.. Reasons.FindingsOf(shared.Seen)];
    }

    private static void Analyze(ControlFlowGraph graph, ISymbol function, FlowMethod method)
    {
        FlowEngine engine = new(graph, function, method);
        engine.Run();
        foreach (IMethodSymbol local in graph.LocalFunctions)
        {
            if (local.DeclaringSyntaxReferences.Any(part => Mentions.InCode(part.GetSyntax(method.Cancel), method.Cancel)))
                Analyze(graph.GetLocalFunctionControlFlowGraph(local, method.Cancel), local, method);
        }

        foreach (IFlowAnonymousFunctionOperation lambda in engine.Lambdas.Where(lambda => Mentions.InCode(lambda.Syntax, method.Cancel)))
            Analyze(graph.GetAnonymousFunctionControlFlowGraph(lambda, method.Cancel), lambda.Symbol, method);
    }

    private sealed class Entry
    {
        public ImmutableArray<FlowFinding> Findings { get; set; }
    }
}
