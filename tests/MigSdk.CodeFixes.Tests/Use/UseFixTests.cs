using System;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Testing;
using MigSdk.Analyzers.Tests;
using Xunit;

namespace MigSdk.CodeFixes.Tests;

/// <summary>MIG3003, MIG3005 and MIG3014.</summary>
public sealed class UseFixTests
{
    [Theory]
    [InlineData("{|#0:Nic.ArcSupported(Stop, Running)|};\n        M();", "M();")]
    [InlineData("_ = {|#0:Nic.ArcSupported(Stop, Running)|};\n        M();", "M();")]
    [InlineData("// Asked.\n        {|#0:Nic.ArcSupported(Stop, Running)|};\n        M();", "// Asked.\n        M();")]
    [InlineData("if (nic is not null)\n            {|#0:Nic.ArcSupported(Stop, Running)|};", "if (nic is not null)\n            { }")]
    [InlineData("{|#0:Nic.ArcSupported(Next(), Running)|};", null)]
    [InlineData("System.Action ask = () => {|#0:Nic.ArcSupported(Stop, Running)|};", null)]
    public Task A_statement_that_only_asks_goes(string wrong, string? right) => Verify<IdleStatementFix>(
        "MIG3003", node => node is InvocationExpressionSyntax call && call.Expression.ToString().EndsWith("ArcSupported", StringComparison.Ordinal) ? call.GetLocation() : null, wrong, right);

    [Theory]
    [InlineData("{|#0:nic.SetState(Running)|};", "")]
    [InlineData("await {|#0:nic.SetStateAsync(Running)|}.ConfigureAwait(false);\n        M();", "M();")]
    [InlineData("var session = {|#0:nic.SetState(Running)|};", null)]
    [InlineData("Get().SetState(Running);\n        {|#0:nic.SetState(Next())|};", null)]
    public Task A_transition_to_where_the_driver_is_goes(string wrong, string? right) => Verify<IdleStatementFix>(
        "MIG3014", node => node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax, Name.Identifier.ValueText: "SetState" or "SetStateAsync" } } call ? call.GetLocation() : null, wrong, right);

    [Theory]
    [InlineData("M({|#0:f == MigrationFeatures.P2P|});", "M(f.HasFlag(MigrationFeatures.P2P));")]
    [InlineData("M({|#0:f != MigrationFeatures.P2P|}); // why", "M(!f.HasFlag(MigrationFeatures.P2P)); // why")]
    [InlineData("M({|#0:MigrationFeatures.P2P == (f | f)|});", "M((f | f).HasFlag(MigrationFeatures.P2P));")]
    [InlineData("M({|#0:f is MigrationFeatures.P2P|});", "M(f.HasFlag(MigrationFeatures.P2P));")]
    [InlineData("M({|#0:f is not MigrationFeatures.P2P|});", "M(!f.HasFlag(MigrationFeatures.P2P));")]
    [InlineData("M({|#0:~f == MigrationFeatures.P2P|} && true);", "M((~f).HasFlag(MigrationFeatures.P2P) && true);")]
    [InlineData("MigrationFeatures? g = f; M({|#0:g == MigrationFeatures.P2P|});", null)]
    [InlineData("M({|#0:f == f|});", null)]
    public Task Equality_becomes_HasFlag(string wrong, string? right) => Verify<FeatureEqualityFix>(
        "MIG3005", node => node.IsKind(SyntaxKind.EqualsExpression) || node.IsKind(SyntaxKind.NotEqualsExpression) || node.IsKind(SyntaxKind.IsPatternExpression) || node.IsKind(SyntaxKind.IsExpression) ? node.GetLocation() : null, wrong, right);

    private static Task Verify<TFix>(string id, Func<SyntaxNode, Location?> where, string wrong, string? right)
        where TFix : CodeFixProvider, new()
    {
        FixTest<TFix> test = new() { InsteadOfAllRules = new TrialRule(id, where) };
        test.TestState.ExpectedDiagnostics.Add(new DiagnosticResult(id, DiagnosticSeverity.Warning).WithLocation(0));
        if (right is null)
            test.FixedState.ExpectedDiagnostics.Add(new DiagnosticResult(id, DiagnosticSeverity.Warning).WithLocation(0));
        string mended = right ?? wrong;
        return Fixes.Verify(test, [Whole(wrong)], [Whole(mended)], right is null ? 0 : 1);
    }

    private static string Whole(string body) => Source.Flags1 +
        $$"""

        public class User
        {
            private static void M(bool answer = true) { }

            private static MigrationState Next() => Running;

            private static Nic Get() => new();

            public async Task Use(Nic nic, MigrationFeatures f)
            {
                await Task.Yield();
        {{(body.Length == 0 ? "" : "        " + body + "\n")}}    }
        }
        """.ReplaceLineEndings("\n");
}
