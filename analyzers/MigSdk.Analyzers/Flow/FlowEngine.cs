using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace MigSdk.Analyzers;

/// <summary>Carries what is known along all paths of one function, until nothing new comes.</summary>
internal sealed class FlowEngine
{
    private readonly ControlFlowGraph _graph;
    private readonly FlowMethod _method;
    private readonly FlowInterpreter _interpreter;

    /// <summary>Prepares the analysis of a function.</summary>
    /// <param name="graph">Its graph.</param>
    /// <param name="function">The function.</param>
    /// <param name="method">The method that it is or is in.</param>
    public FlowEngine(ControlFlowGraph graph, ISymbol function, FlowMethod method)
    {
        _graph = graph;
        _method = method;
        _interpreter = new FlowInterpreter(method, method.PlacesOf(function));
    }

    /// <summary>The lambdas that were seen on the way.</summary>
    public IEnumerable<IFlowAnonymousFunctionOperation> Lambdas => _interpreter.Lambdas;

    /// <summary>Analyses the function.</summary>
    public void Run()
    {
        if (_method.CanBegin(_graph))
            Pass(null, 0, _graph.Blocks.Length - 1, FlowState.Unknown);
    }

    /// <summary>Analyses some blocks; what leads out of them goes on in the pass around it.</summary>
    /// <returns>What is known at the end of a <c>finally</c>; null where it does not end.</returns>
    private FlowState? Pass(FlowPass? around, int first, int last, FlowState entry)
    {
        FlowPass pass = new(around, first, last);
        pass.Enter(first, entry);
        while (pass.TryTake(out int ordinal, out FlowState? state) && _method.CanVisit())
            Visit(pass, _graph.Blocks[ordinal], state);
        return pass.End;
    }

    private void Visit(FlowPass pass, BasicBlock block, FlowState entry)
    {
        _interpreter.Begin(entry, IsTried(block.EnclosingRegion), IsCleanup(block.EnclosingRegion));
        foreach (IOperation operation in block.Operations)
            _interpreter.Evaluate(operation);
        FlowValue? value = _interpreter.Evaluate(block.BranchValue);
        bool jumpsIf = block.ConditionKind == ControlFlowConditionKind.WhenTrue;
        FlowState? thrown = _interpreter.Thrown;
        FlowState? jump = block.ConditionKind == ControlFlowConditionKind.None ? null : _interpreter.Decide(value, jumpsIf);
        FlowState? fall = block.ConditionKind == ControlFlowConditionKind.None
            ? _interpreter.State
            : _interpreter.Decide(value, !jumpsIf);
        if (thrown is not null)
            Throw(pass, block.EnclosingRegion, thrown);
        Follow(pass, block.ConditionalSuccessor, jump);
        Follow(pass, block.FallThroughSuccessor, fall);
    }

    private void Follow(FlowPass pass, ControlFlowBranch? branch, FlowState? state)
    {
        if (branch is null || state is null)
            return;
        switch (branch.Semantics)
        {
            case ControlFlowBranchSemantics.Throw or ControlFlowBranchSemantics.Rethrow:
                Throw(pass, branch.Source.EnclosingRegion, state);
                return;
            case ControlFlowBranchSemantics.StructuredExceptionHandling:
                if (IsEndOfFinally(branch.Source.EnclosingRegion))
                    pass.Finish(state);
                return;
        }

        int finallies = 0;
        foreach (ControlFlowRegion left in branch.LeavingRegions)
        {
            state = FlowInterpreter.Leave(state, left);
            if (finallies < branch.FinallyRegions.Length
                && branch.FinallyRegions[finallies].EnclosingRegion == left.EnclosingRegion
                && left.Kind == ControlFlowRegionKind.Try)
            {
                ControlFlowRegion region = branch.FinallyRegions[finallies++];
                if (Pass(pass, region.FirstBlockOrdinal, region.LastBlockOrdinal, state) is not { } passed)
                    return;
                state = passed;
            }
        }

        if (branch.Destination is { } destination)
            pass.Enter(destination.Ordinal, state);
    }

    // Into every handler on the way out, since whether it catches the exception is not known.
    private void Throw(FlowPass pass, ControlFlowRegion from, FlowState state)
    {
        for (ControlFlowRegion? region = from; region is not null; region = Around(region))
        {
            state = FlowInterpreter.Leave(state, region);
            if (region.Kind != ControlFlowRegionKind.Try || Around(region) is not { } around)
                continue;
            foreach (ControlFlowRegion handler in around.NestedRegions)
            {
                switch (handler.Kind)
                {
                    case ControlFlowRegionKind.Catch or ControlFlowRegionKind.FilterAndHandler:
                        pass.Enter(handler.FirstBlockOrdinal, state);
                        if (CatchesAll(handler))
                            return;
                        break;
                    case ControlFlowRegionKind.Finally:
                        if (Pass(pass, handler.FirstBlockOrdinal, handler.LastBlockOrdinal, state) is not { } passed)
                            return;
                        state = passed;
                        break;
                }
            }
        }
    }

    // Around the root of a lambda's graph are the regions of the method that makes the lambda.
    private static ControlFlowRegion? Around(ControlFlowRegion region) =>
        region.Kind == ControlFlowRegionKind.Root ? null : region.EnclosingRegion;

    private static bool CatchesAll(ControlFlowRegion handler) => handler.Kind == ControlFlowRegionKind.Catch
        && handler.ExceptionType is null or { SpecialType: SpecialType.System_Object }
            or { Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    // The end of a filter goes this way too, when it does not let the exception in.
    private static bool IsEndOfFinally(ControlFlowRegion region)
    {
        for (ControlFlowRegion? at = region; at is not null; at = Around(at))
        {
            if (at.Kind is ControlFlowRegionKind.Finally or ControlFlowRegionKind.Filter)
                return at.Kind == ControlFlowRegionKind.Finally;
        }

        return false;
    }

    private static bool IsTried(ControlFlowRegion region) => IsIn(region, ControlFlowRegionKind.Try);

    private static bool IsCleanup(ControlFlowRegion region) =>
        IsIn(region, ControlFlowRegionKind.Catch)
        || IsIn(region, ControlFlowRegionKind.Finally)
        || IsIn(region, ControlFlowRegionKind.Filter);

    private static bool IsIn(ControlFlowRegion region, ControlFlowRegionKind kind)
    {
        for (ControlFlowRegion? at = region; at is not null; at = Around(at))
        {
            if (at.Kind == kind)
                return true;
        }

        return false;
    }
}
