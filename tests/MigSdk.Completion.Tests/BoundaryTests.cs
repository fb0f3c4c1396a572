using System.Threading.Tasks;
using MigSdk.Analyzers.Tests;
using Xunit;

namespace MigSdk.Completion.Tests;

/// <summary>Completion in <c>[OnEnter(</c> and <c>[OnExit(</c>.</summary>
public sealed class BoundaryTests
{
    private const string Driver = """
        using MigSdk;
        using static MigSdk.MigrationState;

        [MigrationDriver(MigrationFeatures.PreCopy)]
        public partial class Nic
        {
            [OnEnter($$)]
            private void Hook() { }
        }
        """;

    [Theory]
    [InlineData("[OnEnter($$)]", "SessionKind.Saving SessionKind.Resuming Stop Running StopCopy Resuming PreCopy")]
    [InlineData("[OnExit($$)]", "SessionKind.Saving SessionKind.Resuming Stop Running StopCopy Resuming PreCopy")]
    [InlineData("[OnExit($$), OnExit(SessionKind.Saving), OnExit(Stop), OnEnter(Running)]", "SessionKind.Resuming Running StopCopy Resuming PreCopy")]
    [InlineData("[OnEnter(SessionKind.$$)]", "Saving Resuming")]
    [InlineData("[OnEnter(MigrationState.$$)]", "Stop Running StopCopy Resuming PreCopy")]
    [InlineData("[OnEnter<MigrationState>($$)]", "Stop Running StopCopy Resuming PreCopy")]
    [InlineData("[OnEnter(S$$top)]", "SessionKind.Saving SessionKind.Resuming Stop Running StopCopy Resuming PreCopy")]
    [InlineData("[OnEnter(state: $$)]", "Stop Running StopCopy Resuming PreCopy")]
    [InlineData("[OnEnter(session: $$)]", "SessionKind.Saving SessionKind.Resuming")]
    [InlineData("[OnEnter(Stop, $$)]", "")]
    public async Task What_the_driver_can_be_in_and_has_no_handler_for_is_offered(string attribute, string expected) =>
        Assert.Equal(
            expected.Split(' ', System.StringSplitOptions.RemoveEmptyEntries),
            (await Completing.InvokeAsync(Driver.Edit("[OnEnter($$)]", attribute))).Names);

    [Fact]
    public async Task The_description_names_the_arcs()
    {
        Completions enter = await Completing.InvokeAsync(Driver);
        Completions exit = await Completing.InvokeAsync(Driver.Edit("OnEnter", "OnExit"));

        Assert.Equal(
            "Runs after the handler of Stop -> StopCopy, Running -> PreCopy.", await enter.DescribeAsync("SessionKind.Saving"));
        Assert.Equal("Runs before the handler of Resuming -> Stop.", await exit.DescribeAsync("Resuming"));
        Assert.Equal("[OnEnter(SessionKind.Saving)]", await enter.LineWithAsync("SessionKind.Saving"));
    }

    [Fact]
    public async Task A_spec_without_sessions_has_no_groups_and_the_plain_form_none_of_its_states()
    {
        string driver = Source.Power.Edit("[OnEnter<PowerState>(D1)]", "[OnEnter<PowerState>($$)]");

        Assert.Equal(["D0", "D1", "D3Hot", "D3Cold"], (await Completing.InvokeAsync(driver)).Names);
        Assert.Empty((await Completing.InvokeAsync(driver.Edit("[OnEnter<PowerState>($$)]", "[OnEnter($$)]"))).Names);
        Assert.Equal(
            ["SessionKind.Saving", "SessionKind.Resuming"],
            (await Completing.InvokeAsync(Source.Rfc2022.Edit("private void Move()", "[OnExit($$)] private void Move()"))).Names);
    }
}
