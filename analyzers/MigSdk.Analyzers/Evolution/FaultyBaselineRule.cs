using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>MIG5004: every line of a baseline file can be read, is there once, and is about what there is.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FaultyBaselineRule : DiagnosticAnalyzer
{
    /// <summary>The property that says what mends the line: one of the other constants.</summary>
    public const string RemedyKey = "Remedy";

    /// <summary>The line can go.</summary>
    public const string RemoveLine = "RemoveLine";

    /// <summary>All lines about the spec <see cref="SpecKey"/> can go.</summary>
    public const string RemoveSpec = "RemoveSpec";

    /// <summary>The spec <see cref="SpecKey"/> can be recorded as it is.</summary>
    public const string RecordSpec = "RecordSpec";

    /// <summary>The property with the name under which the spec is recorded.</summary>
    public const string SpecKey = EvolutionRule.SpecKey;

    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.FaultyBaseline,
        "A line of a baseline file is faulty",
        "{0}",
        RuleCategories.Evolution,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.FaultyBaseline));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (Evolution.TryRead(start.Compilation, start.Options, start.CancellationToken) is { } evolution)
                start.RegisterAdditionalFileAction(file => Analyze(file, evolution));
        });
    }

    private static void Analyze(AdditionalFileAnalysisContext context, Evolution evolution)
    {
        if (evolution.Texts.Find(context.AdditionalFile.Path) is not { } source)
            return;
        foreach (BaselineFault fault in evolution.Record.Faults.Where(fault => fault.File == source.File))
            Report(fault, fault.Kind is BaselineFaultKind.Duplicate or BaselineFaultKind.IdleRemoval ? RemoveLine : null);
        foreach (string spec in evolution.Record.Specs)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (SpecFault(context.Compilation, evolution, spec) is var (fault, remedy) && fault.File == source.File)
                Report(fault, remedy, spec);
        }

        void Report(BaselineFault fault, string? remedy, string? spec = null)
        {
            TextSpan span = source.Text.Lines[fault.Line - 1].Span;
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptor,
                Location.Create(source.Path, span, source.Text.Lines.GetLinePositionSpan(span)),
                ImmutableDictionary<string, string?>.Empty.Add(RemedyKey, remedy).Add(SpecKey, spec),
                fault.Message));
        }
    }

    // One diagnostic a spec, at its first line: what holds for one of its lines mostly holds for many.
    private static (BaselineFault Fault, string? Remedy)? SpecFault(Compilation compilation, Evolution evolution, string spec)
    {
        if (Evolution.Find(compilation, spec) is { } type)
        {
            return evolution.Review(type) switch
            {
                { Fault: { } fault } => (fault, null),
                { Kind: BaselineChangeKind.Removal } review => (
                    Fault(
                        review.Gone,
                        $"'{type.Name}' has no '{review.Gone[0].Fact.Text}' any more{Others(review.Gone.Length, ", nor what {0} more lines record")}. "
                        + "No host misses that: take it back."),
                    RecordSpec),
                _ => null,
            };
        }

        ImmutableArray<BaselineEntry> entries = evolution.Record.EntriesOf(spec);
        return (
            Fault(
                entries,
                $"No enum '{spec}' is declared as a spec here. If it has another name now, change the name in this line"
                + $"{Others(entries.Length, " and in {0} more")}; else remove what is recorded of it."),
            RemoveSpec);
    }

    private static BaselineFault Fault(ImmutableArray<BaselineEntry> entries, string message) => new(
        entries[0].File, entries[0].Line, BaselineFaultKind.IdleRemoval, message, entries[0].Fact.Spec);

    private static string Others(int count, string words) => count > 1 ? string.Format(words, count - 1) : "";
}
