using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace MigSdk.Spec;

/// <summary>Collects the findings of one audit.</summary>
internal sealed class AuditReport(StateMachineSpec spec)
{
    private readonly List<AuditFinding> _findings = [];
    private Func<int, bool> _isCutOff = _ => false;
    private SpecPlan? _plan;

    public StateMachineSpec Spec { get; } = spec;

    public SpecPlan Plan => _plan ??= Planner.Plan(Spec);

    public ImmutableArray<AuditFinding> Findings => [.. _findings];

    public void Add(AuditFindingKind kind, int state, string message) =>
        _findings.Add(new AuditFinding(kind, message, State: state));

    public void Add(AuditFindingKind kind, StatePair pair, string message) =>
        _findings.Add(new AuditFinding(kind, message, Pair: pair));

    public void Add(AuditFindingKind kind, int state, StatePair pair, string message) =>
        _findings.Add(new AuditFinding(kind, message, state, pair));

    public bool Has(AuditFindingKind kind) => _findings.Exists(f => f.Kind == kind);

    /// <summary>Notes which states miss arcs, so that what follows from this is not reported once more.</summary>
    public void NoteCutOff(Func<int, bool> isCutOff) => _isCutOff = isCutOff;

    public bool IsCutOff(int state) => _isCutOff(state);

    public string Name(int state) => $"'{PlainText.Name(Spec, state)}'";

    public string Arrow(StatePair pair) => $"{PlainText.Name(Spec, pair.From)} -> {PlainText.Name(Spec, pair.To)}";

    public string Arrows(ImmutableArray<int> path) =>
        string.Join(" -> ", path.Select(state => PlainText.Name(Spec, state)));
}
