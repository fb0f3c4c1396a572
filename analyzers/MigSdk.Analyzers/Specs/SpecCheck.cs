using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>One rule at work on one spec.</summary>
internal sealed class SpecCheck(SpecReading reading, DiagnosticDescriptor rule, SymbolAnalysisContext context)
{
    public SpecReading Reading => reading;

    public void Report(Location location, string message) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, location, message));

    /// <summary>
    /// The findings of some kinds. Where a part of the spec could not be read, or two states share a value so that one of
    /// them has lost its arcs, nothing is said that could follow from that.
    /// </summary>
    public IEnumerable<AuditFinding> Findings(AuditFindingKind[] kinds)
    {
        bool isWhole = !reading.IsHalfTyped
            && reading.Faults.IsEmpty
            && reading.Findings.All(finding => finding.Kind != AuditFindingKind.DuplicateValue);
        return reading.Findings.Where(finding => kinds.Contains(finding.Kind) && (isWhole || !IsAboutWhole(finding.Kind)));
    }

    /// <summary>The state's name or the attribute that a finding is about.</summary>
    public Location LocationOf(AuditFinding finding) => finding switch
    {
        { Kind: AuditFindingKind.InitialIsError } => LocationOf(reading.Attribute),
        { State: { } state } => reading.Sources.States[state].Identifier(),
        { Kind: AuditFindingKind.UnsettledTie, Pair: { } pair } => reading.Sources.States[pair.From].Identifier(),
        { Kind: AuditFindingKind.BlockedPairBlocksNothing, Pair: { } pair } =>
            LocationOf(Declaration(reading.Spec!.BlockedPairs, reading.Sources.BlockedPairs, finding, pair)),
        { Pair: { } pair } => LocationOf(Declaration(
            [.. reading.Spec!.Arcs.Select(arc => new StatePair(arc.From, arc.To))], reading.Sources.Arcs, finding, pair)),
        _ => LocationOf(reading.Attribute),
    };

    public Location LocationOf(AttributeData attribute) => attribute.AttributeLocation(context.CancellationToken);

    // Repetitions have a finding each, and those are about the last of the declarations; other findings are about the first.
    private AttributeData Declaration(
        ImmutableArray<StatePair> pairs, ImmutableArray<AttributeData> sources, AuditFinding finding, StatePair pair)
    {
        AttributeData[] declarations = [.. sources.Where((_, i) => pairs[i] == pair)];
        if (finding.Kind is not (AuditFindingKind.DuplicateArc or AuditFindingKind.BlockedPairBlocksNothing))
            return declarations[0];
        AuditFinding[] alike = [.. reading.Findings.Where(other => other.Kind == finding.Kind && other.Pair == pair)];
        int position = alike.TakeWhile(other => !ReferenceEquals(other, finding)).Count();
        return declarations[declarations.Length - alike.Length + position];
    }

    private static bool IsAboutWhole(AuditFindingKind kind) => kind
        is AuditFindingKind.UnreachableState
        or AuditFindingKind.NoWayBack
        or AuditFindingKind.UnsettledTie
        or AuditFindingKind.BlockedPairBlocksNothing
        or AuditFindingKind.InconsistentSession
        or AuditFindingKind.NonAdditiveFeature;
}
