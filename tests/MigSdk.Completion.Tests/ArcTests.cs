using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Completion;
using MigSdk.Analyzers.Tests;
using Xunit;

namespace MigSdk.Completion.Tests;

/// <summary>Completion in <c>[Arc(</c>: the arcs that are missing, the most needed first.</summary>
public sealed class ArcTests
{
    private const string Empty = """
        using MigSdk;
        using static MigSdk.MigrationState;

        [MigrationDriver]
        public sealed partial class Nic
        {
            [Arc($$)]
        }
        """;

    [Fact]
    public async Task The_first_argument_takes_whole_arcs_the_most_needed_first()
    {
        Completions offered = await Completing.InvokeAsync(Empty);

        Assert.Equal(
            ["Stop, Running", "Stop, StopCopy", "Stop, Resuming", "Running, Stop", "StopCopy, Stop", "Resuming, Stop"],
            offered.Names);
        Assert.Equal("[Arc(Running, Stop)]", await offered.LineWithAsync("Running, Stop"));
    }

    [Fact]
    public async Task What_serves_more_combinations_comes_first()
    {
        Completions offered = await Completing.InvokeAsync(
            Empty.Edit("[MigrationDriver]", "[MigrationDriver(MigrationFeatures.P2P | MigrationFeatures.PreCopy)]"));

        Assert.Equal(15, offered.Items.Length);
        int[] combinations =
            [.. offered.Items.Select(item => item.InlineDescription is "" ? 0 : int.Parse(item.InlineDescription.Split(' ')[0]))];
        Assert.Equal(combinations.OrderDescending(), combinations);
        Assert.Equal("Stop, RunningP2P", offered.Names[0]);
    }

    [Fact]
    public async Task The_description_names_what_the_arc_serves()
    {
        Completions offered = await Completing.InvokeAsync(Empty);

        Assert.Equal(
            """
            Stop -> StopCopy opens a saving session, which the handler returns.
            Serves Running -> StopCopy, Resuming -> StopCopy.
            """,
            await offered.DescribeAsync("Stop, StopCopy"));
        Assert.Equal("2 combinations", offered.Items[2].InlineDescription);
    }

    [Fact]
    public async Task Only_the_most_needed_is_preselected()
    {
        Completions offered = await Completing.InvokeAsync(Empty);

        Assert.Equal(MatchPriority.Preselect, offered.Items[0].Rules.MatchPriority);
        Assert.All(offered.Items[1..], item => Assert.Equal(MatchPriority.Default, item.Rules.MatchPriority));
    }

    [Fact]
    public async Task The_second_argument_takes_the_states_that_the_first_one_still_leads_to()
    {
        Completions offered = await Completing.InvokeAsync(Empty.Replace("[Arc($$)]", "[Arc(Stop, $$)]"));

        Assert.Equal(["Running", "StopCopy", "Resuming"], offered.Names);
        Assert.Equal("[Arc(Stop, Resuming)]", await offered.LineWithAsync("Resuming"));
    }

    [Fact]
    public async Task The_first_argument_fits_the_second_that_is_there()
    {
        Completions offered = await Completing.InvokeAsync(Empty.Replace("[Arc($$)]", "[Arc($$, Stop)]"));

        Assert.Equal(["Running", "StopCopy", "Resuming"], offered.Names);
        Assert.Equal("[Arc(StopCopy, Stop)]", await offered.LineWithAsync("StopCopy"));
    }

    [Fact]
    public async Task What_has_a_handler_is_not_offered()
    {
        Completions offered = await Completing.InvokeAsync(Source.Flags7.Edit("Arc(PreCopy, PreCopyP2P)", "Arc($$)"));

        Assert.Equal(["PreCopy, PreCopyP2P"], offered.Names);
    }

    [Fact]
    public async Task An_attribute_that_is_changed_does_not_stand_in_its_own_way()
    {
        Completions offered = await Completing.InvokeAsync(Source.Flags7.Edit("Arc(PreCopy, PreCopyP2P)", "Arc(PreCopy, Pre$$CopyP2P)"));

        Assert.Equal(["PreCopyP2P"], offered.Names);
    }

    [Fact]
    public async Task A_complete_driver_is_offered_nothing() =>
        Assert.Empty((await Completing.InvokeAsync(Source.Flags7.Edit("private void Move()", "[Arc($$)] private void Move()"))).Names);

    [Fact]
    public async Task Handlers_in_other_files_count()
    {
        const string Other = """
            using MigSdk;

            partial class Nic
            {
                [Arc(MigrationState.Running, MigrationState.Stop), Arc(MigrationState.Stop, MigrationState.Running)]
                [Arc(MigrationState.StopCopy, MigrationState.Stop), Arc(MigrationState.Resuming, MigrationState.Stop)]
                private void Move() { }
            }
            """;

        Assert.Equal(["Stop, StopCopy", "Stop, Resuming"], (await Completing.InvokeAsync(Empty, Other)).Names);
        Assert.Equal(
            ["MigrationState.Stop, MigrationState.StopCopy", "MigrationState.Stop, MigrationState.Resuming"],
            await LinesAsync(await Completing.InvokeAsync(Other.Replace("private void", "[Arc($$)] private void"), Empty.Replace("[Arc($$)]", ""))));

        static async Task<string[]> LinesAsync(Completions offered)
        {
            string[] lines = new string[offered.Items.Length];
            for (int i = 0; i < lines.Length; i++)
            {
                string line = await offered.LineWithAsync(offered.Names[i]);
                lines[i] = line["[Arc(".Length..line.IndexOf(')')];
            }

            return lines;
        }
    }

    [Theory]
    [InlineData("[Arc(from: $$)]", "Stop Running StopCopy Resuming")]
    [InlineData("[Arc(to: $$)]", "Running StopCopy Resuming Stop")]
    [InlineData("[Arc(to: StopCopy, from: $$)]", "Stop")]
    [InlineData("[Arc(from: Stop, to: $$)]", "Running StopCopy Resuming")]
    [InlineData("[Arc(Stop, $$Running)]", "Running StopCopy Resuming")]
    [InlineData("[Arc(Sto$$p, )]", "Stop Running StopCopy Resuming")]
    [InlineData("[MigSdk.Arc(Stop, $$)]", "Running StopCopy Resuming")]
    [InlineData("[global::MigSdk.ArcAttribute(Stop, $$)]", "Running StopCopy Resuming")]
    [InlineData("[method: Arc(Stop, $$)]", "Running StopCopy Resuming")]
    [InlineData("[Arc<MigrationState>(Stop, $$)]", "Running StopCopy Resuming")]
    [InlineData("[Arc((MigrationState)1, $$)]", "")]
    [InlineData("[Arc(Nothing, $$)]", "")]
    [InlineData("[Arc(Stop, Running, $$)]", "")]
    [InlineData("[Arc(Stop, /* to: $$ */)]", "")]
    [InlineData("[Arc<System.DayOfWeek>($$)]", "")]
    [InlineData("[System.Obsolete($$)]", "")]
    public async Task Every_place_is_offered_what_fits_it(string attribute, string expected) =>
        Assert.Equal(
            expected.Split(' ', System.StringSplitOptions.RemoveEmptyEntries),
            (await Completing.InvokeAsync(Empty.Replace("[Arc($$)]", attribute))).Names);

    [Theory]
    [InlineData("[MigrationDriver]", "")]
    [InlineData("[MigrationDriver]", "[StateMachineDriver<Rfc2022State>]")]
    [InlineData("[MigrationDriver]", "[MigrationDriver(Nothing)]")]
    [InlineData("public sealed partial class Nic", "public partial struct Nic")]
    [InlineData("using MigSdk;", "using MigSdk; public sealed class ArcAttribute : System.Attribute;")]
    public async Task Where_the_plan_is_not_known_or_the_attribute_another_nothing_is_offered(string old, string changed) =>
        Assert.Empty((await Completing.InvokeAsync(Empty.Edit(old, changed))).Names);

    [Fact]
    public async Task A_driver_of_another_spec_has_its_own_arcs()
    {
        Completions offered = await Completing.InvokeAsync(
            Source.Power.Edit("    private ValueTask MoveAsync", "    [Arc<PowerState>($$)]\n    private ValueTask MoveAsync")
                .Edit("Arc<PowerState>(D0, D1), Arc<PowerState>(D1, D0), Arc<PowerState>(D1, D3Hot)]\n    [Arc<PowerState>($$)]", "Arc<PowerState>($$)]"));

        Assert.Equal(["D1, D3Hot", "D0, D1", "D1, D0"], offered.Names);
        Assert.Equal("[Arc<PowerState>(D1, D0)]", await offered.LineWithAsync("D1, D0"));
    }

    [Fact]
    public async Task The_member_need_not_be_typed_yet_and_may_be_a_type()
    {
        Assert.Equal(6, (await Completing.InvokeAsync(Empty.Replace("[Arc($$)]", "[Arc($$)]\n\n    private sealed class Inner;"))).Names.Length);
        Assert.Empty((await Completing.InvokeAsync(Empty.Replace("[Arc($$)]", "private void M([Arc($$)] int i) { }"))).Names);
    }
}
