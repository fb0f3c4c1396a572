using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIGS0001 to MIGS0003, beside the very analyzers whose hints they take away.</summary>
public sealed class SuppressorTests
{
    private static readonly string Nic = Source.Flags1.Edit("[Arc(Resuming, Stop)]", "// here\n[Arc(Resuming, Stop)]");

    [Fact]
    public async Task A_handler_that_could_be_static_is_a_step_of_one_device() => Assert.Equal(
        ["CA1822 Move suppressed", "CA1822 BeginSaving suppressed", "CA1822 BeginResuming suppressed", "CA1822 Apply suppressed"],
        await Hints.ReportAsync(Nic, "CA1822"));

    [Theory]
    [InlineData("[OnReset] private void X() { }")]
    [InlineData("[StopCopyLength] private long X() => 0;")]
    [InlineData("[OnEnter(Stop)] private void X() { }")]
    [InlineData("[OnExit(SessionKind.Saving)] private Task X() => Task.CompletedTask;")]
    [InlineData("[OnExit<MigrationState>(Stop)] private void X() { }")]
    public async Task So_is_a_hook(string hook) =>
        Assert.Contains("CA1822 X suppressed", await Hints.ReportAsync(Nic.Edit("// here", hook), "CA1822"));

    [Fact]
    public async Task A_parameter_that_a_handler_does_not_need_is_its_contract() => Assert.Equal(
        ["IDE0060 session suppressed"],
        await Hints.ReportAsync(Nic, "IDE0060"));

    [Fact]
    public async Task All_of_them_are()
    {
        string driver = Nic.Edit("private void Move() { }", "private void Move(ArcContext arc, CancellationToken cancel) { }");

        Assert.Equal(["IDE0060 arc suppressed", "IDE0060 cancel suppressed", "IDE0060 session suppressed"], await Hints.ReportAsync(driver, "IDE0060"));
    }

    [Fact]
    public async Task A_handler_that_is_called_is_not_unused() =>
        Assert.Empty(await Hints.ReportAsync(Nic, "IDE0051"));

    [Theory]
    [InlineData("[OnEnter(Error)] private void X() { }")]
    [InlineData("[OnReset] private int X() => 0;")]
    [InlineData("[Arc(Running, StopCopy)] private void X() { }")]
    public async Task A_handler_that_another_mistake_keeps_out_is_not_unused_besides(string handler) =>
        Assert.DoesNotContain("IDE0051 X", await Hints.ReportAsync(Nic.Edit("// here", handler), "IDE0051"));

    [Fact]
    public async Task A_repeated_handler_is_reported_as_that() => Assert.Equal(
        ["IDE0051 X suppressed"],
        await Hints.ReportAsync(Nic.Edit("// here", "[Arc(Running, Stop)] private void X() { }"), "IDE0051"));

    [Theory]
    [InlineData("CA1822", "Helper")]
    [InlineData("IDE0051", "Helper")]
    [InlineData("IDE0060", "queue")]
    public async Task Other_members_of_a_driver_are_hinted_at(string id, string place) =>
        Assert.Contains($"{id} {place}", await Hints.ReportAsync(Nic.Edit("// here", "private void Helper(int queue) { }"), id));

    [Fact]
    public async Task What_is_inside_a_handler_is_hinted_at() => Assert.Contains(
        "IDE0060 queue",
        await Hints.ReportAsync(Nic.Edit("private void Move() { }", "private void Move() { Local(1); static void Local(int queue) { } }"), "IDE0060"));

    [Fact]
    public async Task A_class_that_is_no_driver_is_hinted_at() => Assert.Equal(
        ["CA1822 Move", "CA1822 BeginSaving", "CA1822 BeginResuming", "CA1822 Apply"],
        await Hints.ReportAsync(Nic.Edit("[MigrationDriver]", ""), "CA1822"));
}
