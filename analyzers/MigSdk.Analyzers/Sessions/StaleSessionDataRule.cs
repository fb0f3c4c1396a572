using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigSdk.Analyzers;

/// <summary>MIG4002: what one session leaves in the driver does not reach the next.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StaleSessionDataRule() : SessionRule(Descriptor)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.StaleSessionData,
        "What a session leaves in the driver reaches the next one",
        "{0}",
        RuleCategories.Sessions,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.StaleSessionData));

    /// <summary>Keys of the properties that fixes need: the member, and the session group as <c>SessionKind</c> calls it.</summary>
    public const string MemberProperty = "member", GroupProperty = "group";

    private protected override bool IsConcerned(DriverFacts facts)
    {
        foreach (ISymbol member in facts.Driver.Type.GetMembers())
        {
            if (member is IFieldSymbol { IsConst: false, IsStatic: false })
                return true;
        }

        return false;
    }

    private protected override void Check(DriverCode code, SessionCheck check)
    {
        foreach (ISymbol member in code.Facts.Driver.Type.GetMembers())
        {
            check.Cancel.ThrowIfCancellationRequested();
            if (member is IFieldSymbol or IPropertySymbol && LeftoverFinder.Find(member, code) is { } leftover)
                Report(leftover, code, check);
        }
    }

    private static void Report(Leftover leftover, DriverCode code, SessionCheck check)
    {
        string why = leftover.ForgottenBy is { } arc
            ? $"{NameOf(arc.From)} -> {NameOf(arc.To)} ends such a session without setting it back"
            : "nothing sets it back where such a session begins or ends";
        check.Report(
            leftover.Member.Identifier(),
            ImmutableDictionary<string, string?>.Empty.Add(MemberProperty, leftover.Member.Name).Add(GroupProperty, leftover.Group),
            $"'{leftover.Member.Name}' keeps what a {leftover.Group.ToLowerInvariant()} session leaves in it, and the next one starts with that: {why}");

        string NameOf(int state) => code.Facts.Driver.Spec!.States[state].Name;
    }
}
