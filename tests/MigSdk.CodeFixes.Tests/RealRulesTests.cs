using System.Threading.Tasks;
using MigSdk.Analyzers.Tests;
using Xunit;

namespace MigSdk.CodeFixes.Tests;

/// <summary>The fixes of the rules about handlers' tasks and about use, at the places where the rules report.</summary>
public sealed class RealRulesTests
{
    [Fact]
    public Task A_task_that_a_handler_drops_is_awaited()
    {
        string source = Source.Flags3.Edit("    [OnReset]", "    private static Task Flush() => Task.CompletedTask;\n\n    [OnReset]");
        return Fixes.Verify<IgnoredTaskFix>(
            source.Edit("private void Move(ArcContext arc) { }", "private async ValueTask Move(ArcContext arc) { _ = {|MIG1014:Flush()|}; await Task.Yield(); }"),
            source.Edit("private void Move(ArcContext arc) { }", "private async ValueTask Move(ArcContext arc) { await Flush(); await Task.Yield(); }"));
    }

    [Fact]
    public Task An_exit_handler_that_never_runs_goes() => Fixes.Verify<HandlerAttributeFix>(
        Source.Flags1.Edit("Arc(StopCopy, Stop)]", "Arc(StopCopy, Stop), {|MIG1015:OnExit(Error)|}]"), Source.Flags1);

    [Fact]
    public Task A_question_that_nobody_looks_at_goes() => Fixes.Verify<IdleStatementFix>(
        Using("{|MIG3003:Nic.ArcSupported(Stop, Running)|};\n        M();"), Using("M();"));

    [Fact]
    public Task Equality_of_feature_sets_becomes_HasFlag() => Fixes.Verify<FeatureEqualityFix>(
        Using("M({|MIG3005:Nic.Features == MigrationFeatures.P2P|});"), Using("M(Nic.Features.HasFlag(MigrationFeatures.P2P));"));

    [Fact]
    public Task A_transition_to_where_the_driver_is_goes() => Fixes.Verify<IdleStatementFix>(
        Using("nic.SetState(Stop);\n        nic.SetState({|MIG3014:Stop|});\n        M();"), Using("nic.SetState(Stop);\n        M();"));

    private static string Using(string body) => Source.Flags1 +
        $$"""

        public class User
        {
            private static void M(bool answer = true) { }

            public void Use(Nic nic)
            {
                {{body}}
            }
        }
        """.ReplaceLineEndings("\n");
}
