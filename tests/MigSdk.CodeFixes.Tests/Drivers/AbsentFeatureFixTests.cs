using System.Linq;
using System.Threading.Tasks;
using MigSdk.Analyzers.Tests;
using Xunit;

namespace MigSdk.CodeFixes.Tests;

/// <summary>MIG1004.</summary>
public sealed class AbsentFeatureFixTests
{
    [Fact]
    public Task Without_the_feature_the_attribute_goes() => Fixes.Verify<AbsentFeatureFix>(
        Source.Flags1.Edit("Arc(StopCopy, Stop)]", "Arc(StopCopy, Stop), {|MIG1004:Arc(Running, RunningP2P)|}, {|MIG1004:OnEnter(PreCopy)|}]"),
        Source.Flags1,
        rounds: 2,
        key: "Remove");

    [Theory]
    [InlineData("", "(MigrationFeatures.P2P)")]
    [InlineData("(MigrationFeatures.None)", "(MigrationFeatures.P2P)")]
    [InlineData("(MigrationFeatures.StopCopy)", "(MigrationFeatures.StopCopy | MigrationFeatures.P2P)")]
    [InlineData("(features: MigrationFeatures.StopCopy)", "(features: MigrationFeatures.StopCopy | MigrationFeatures.P2P)")]
    [InlineData("(SingleThreaded = true)", "(MigrationFeatures.P2P, SingleThreaded = true)")]
    [InlineData("(true ? MigrationFeatures.StopCopy : 0)", "((true ? MigrationFeatures.StopCopy : 0) | MigrationFeatures.P2P)")]
    public Task The_feature_is_declared(string declared, string mended) => Fixes.Verify<AbsentFeatureFix>(
        Wrong(Source.Flags3).Edit("(MigrationFeatures.P2P)", declared),
        Source.Flags3.Edit("(MigrationFeatures.P2P)", mended));

    [Fact]
    public Task With_using_static_it_is_named_alone() => Fixes.Verify<AbsentFeatureFix>(
        Source.Features.Edit("using static LinkState;", "using static LinkFeatures;\nusing static LinkState;").Edit("(LinkFeatures.Test)]\npublic", "]\npublic").Edit("Arc<LinkState>(Up, Testing), Arc<LinkState>(Testing, Up)", "{|MIG1004:Arc<LinkState>(Up, Testing)|}, {|MIG1004:Arc<LinkState>(Testing, Up)|}"),
        Source.Features.Edit("using static LinkState;", "using static LinkFeatures;\nusing static LinkState;").Edit("(LinkFeatures.Test)]\npublic", "(Test)]\npublic"));

    [Fact]
    public Task Several_features_for_several_handlers() => Fixes.Verify<AbsentFeatureFix>(
        Several.Edit("OnEnter(PreCopyP2P)", "{|MIG1004:OnEnter(PreCopyP2P)|}").Edit("OnEnter(RunningP2P)", "{|MIG1004:OnEnter(RunningP2P)|}"),
        Several.Edit("[MigrationDriver]", "[MigrationDriver(MigrationFeatures.P2P | MigrationFeatures.PreCopy)]")
            .Edit("Arc(Running, Stop), Arc(Stop, Running)", "{|MIG1005:Arc(Running, Stop)|}, {|MIG1005:Arc(Stop, Running)|}")
            .Edit("Nic", string.Concat(Enumerable.Repeat("{|MIG1002:", 11)) + "Nic" + string.Concat(Enumerable.Repeat("|}", 11))));

    [Fact]
    public Task An_optional_state_of_another_spec() => Fixes.Verify<AbsentFeatureFix>(
        Source.Power.Edit("[StateMachineDriver<PowerState>(D1)]", "[StateMachineDriver<PowerState>(SingleThreaded = true)]")
            .Edit("Arc<PowerState>(D0, D1), Arc<PowerState>(D1, D0), Arc<PowerState>(D1, D3Hot)]\n    private ValueTask", "{|MIG1004:Arc<PowerState>(D0, D1)|}, {|MIG1004:Arc<PowerState>(D1, D0)|}, {|MIG1004:Arc<PowerState>(D1, D3Hot)|}]\n    private ValueTask")
            .Edit("OnEnter<PowerState>(D1)", "{|MIG1004:OnEnter<PowerState>(D1)|}"),
        Source.Power.Edit("[StateMachineDriver<PowerState>(D1)]", "[StateMachineDriver<PowerState>(D1, SingleThreaded = true)]"));

    [Fact]
    public Task A_second_optional_state() => Fixes.Verify<AbsentFeatureFix>(
        Source.Power.Edit("(D1, D2)]\npublic", "(D1)]\npublic").Edit("[Arc<PowerState>(D0, D2), Arc<PowerState>(D1, D2), Arc<PowerState>(D2, D0), Arc<PowerState>(D2, D3Hot)]", "[{|MIG1004:Arc<PowerState>(D0, D2)|}, {|MIG1004:Arc<PowerState>(D1, D2)|}, {|MIG1004:Arc<PowerState>(D2, D0)|}, {|MIG1004:Arc<PowerState>(D2, D3Hot)|}]"),
        Source.Power);

    [Fact]
    public Task A_feature_of_another_spec_whose_driver_is_in_another_file() => Fixes.Verify(
        new FixTest<AbsentFeatureFix> { NumberOfFixAllInDocumentIterations = 1 },
        [Source.Features.Edit("(LinkFeatures.Test)]\npublic", "]\npublic").Edit("Arc<LinkState>(Up, Testing), Arc<LinkState>(Testing, Up)", "{|MIG1004:Arc<LinkState>(Up, Testing)|}"), "using static LinkState;\npartial class Link { [{|MIG1004:MigSdk.Arc<LinkState>(Testing, Up)|}] void Other() { } }"],
        [Source.Features.Edit(", Arc<LinkState>(Testing, Up)", ""), "using static LinkState;\npartial class Link { [MigSdk.Arc<LinkState>(Testing, Up)] void Other() { } }"],
        rounds: 1);

    [Fact]
    public Task What_would_be_no_arc_with_the_feature_either_can_only_go() => Fixes.Verify<AbsentFeatureFix>(
        Source.Flags1.Edit("Arc(StopCopy, Stop)]", "Arc(StopCopy, Stop), {|MIG1004:Arc(RunningP2P, RunningP2P)|}]"),
        Source.Flags1);

    private const string Several = """
        using MigSdk;
        using static MigSdk.MigrationState;

        [MigrationDriver]
        partial class Nic
        {
            [OnEnter(PreCopyP2P), OnEnter(RunningP2P)]
            void A() { }

            [Arc(Running, Stop), Arc(Stop, Running), Arc(StopCopy, Stop), Arc(Resuming, Stop)]
            void B() { }

            [Arc(Stop, StopCopy)]
            SavingSession C() => null;

            [Arc(Stop, Resuming)]
            ResumingSession D() => null;
        }
        """;

    private static string Wrong(string source) => source.Edit(
        "[Arc(Running, RunningP2P), Arc(RunningP2P, Running), Arc(RunningP2P, Stop), Arc(Stop, RunningP2P)]",
        "[{|MIG1004:Arc(Running, RunningP2P)|}, {|MIG1004:Arc(RunningP2P, Running)|}, {|MIG1004:Arc(RunningP2P, Stop)|}, {|MIG1004:Arc(Stop, RunningP2P)|}]");
}
