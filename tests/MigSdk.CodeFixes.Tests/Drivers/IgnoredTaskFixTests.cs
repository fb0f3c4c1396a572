using System;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Testing;
using MigSdk.Analyzers.Tests;
using Xunit;

namespace MigSdk.CodeFixes.Tests;

/// <summary>MIG1014 and MIG1015.</summary>
public sealed class IgnoredTaskFixTests
{
    [Theory]
    [InlineData("private async ValueTask Move()\n    {\n        {|#0:Flush()|}; // now\n        await Task.Yield();\n    }", "private async ValueTask Move()\n    {\n        await Flush(); // now\n        await Task.Yield();\n    }")]
    [InlineData("private async ValueTask Move() { _ = {|#0:Flush()|}; await Task.Yield(); }", "private async ValueTask Move() { await Flush(); await Task.Yield(); }")]
    [InlineData("private void Move() => {|#0:Flush()|};", "private async ValueTask Move() => await Flush();")]
    [InlineData("void Move()\n    {\n        {|#0:Flush()|};\n    }", "async ValueTask Move()\n    {\n        await Flush();\n    }")]
    [InlineData("private void Move() { System.Action flush = () => {|#0:Flush()|}; }", null)]
    public Task A_dropped_task_is_awaited(string wrong, string? right)
    {
        string source = Source.Flags3.Edit("private void Move(ArcContext arc) { }", wrong).Edit("    [OnReset]", "    private static Task Flush() => Task.CompletedTask;\n\n    [OnReset]");
        return Verify<IgnoredTaskFix>("MIG1014", Dropped, source, right is null ? null : source.Edit(wrong, right));
    }

    [Fact]
    public Task A_driver_that_is_synchronous_throughout_stays_so() => Verify<IgnoredTaskFix>(
        "MIG1014", Dropped, Source.Flags1.Edit("private void Move() { }", "private void Move() => {|#0:Flush()|};\n    private static Task Flush() => Task.CompletedTask;"), null);

    [Fact]
    public Task An_entry_handler_that_never_runs_is_none() => Verify<HandlerAttributeFix>(
        "MIG1015",
        node => node is AttributeSyntax attribute && attribute.ToString() == "OnEnter(Error)" ? node.GetLocation() : null,
        Source.Flags1.Edit("Arc(StopCopy, Stop)]", "Arc(StopCopy, Stop), {|#0:OnEnter(Error)|}]"),
        Source.Flags1);

    private static Location? Dropped(SyntaxNode node) => node is InvocationExpressionSyntax { Parent: not AwaitExpressionSyntax } && node.ToString() == "Flush()" ? node.GetLocation() : null;

    private static Task Verify<TFix>(string id, Func<SyntaxNode, Location?> where, string wrong, string? right)
        where TFix : CodeFixProvider, new()
    {
        FixTest<TFix> test = new() { InsteadOfAllRules = new TrialRule(id, where) };
        test.TestState.ExpectedDiagnostics.Add(new DiagnosticResult(id, DiagnosticSeverity.Warning).WithLocation(0));
        if (right is null)
            test.FixedState.ExpectedDiagnostics.Add(new DiagnosticResult(id, DiagnosticSeverity.Warning).WithLocation(0));
        return Fixes.Verify(test, [wrong], [right ?? wrong], right is null ? 0 : 1);
    }
}
