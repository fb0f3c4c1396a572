using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MigSdk.Analyzers;

/// <summary>A piece of a driver's code that runs as a whole: a method, an initialiser, a local function or a lambda.</summary>
/// <param name="owner">The method or local function; for an initialiser the member; for a lambda its symbol.</param>
internal sealed class CodeUnit(ISymbol owner)
{
    private readonly HashSet<Phase> _phases = [];
    private readonly HashSet<CodeUnit> _callees = [];

    public ISymbol Owner => owner;

    /// <summary>What it consists of; an expression-bodied constructor with an initialiser has two.</summary>
    public List<IOperation> Bodies { get; } = [];

    /// <summary>When it runs. A piece that nobody is seen to call may be called by somebody unseen.</summary>
    public IEnumerable<Phase> Phases => _phases.Count > 0 ? _phases : [new Phase(PhaseKind.Elsewhere)];

    public bool Runs(PhaseKind kind) => Phases.Any(phase => phase.Kind == kind);

    /// <summary>Whether it runs in a phase of the sessions of a group.</summary>
    public bool Runs(PhaseKind kind, string group) => Phases.Any(phase => phase.Kind == kind && phase.Group == group);

    /// <summary>Says that this piece runs a part of its own time in another one.</summary>
    public void Calls(CodeUnit callee) => _callees.Add(callee);

    /// <summary>Adds a phase to the piece and to everything that it calls.</summary>
    public void RunIn(Phase phase)
    {
        var waiting = new Stack<CodeUnit>([this]);
        while (waiting.Count > 0)
        {
            CodeUnit unit = waiting.Pop();
            if (!unit._phases.Add(phase))
                continue;
            foreach (CodeUnit callee in unit._callees)
                waiting.Push(callee);
        }
    }
}
