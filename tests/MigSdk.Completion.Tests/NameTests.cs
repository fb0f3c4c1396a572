using System.Threading.Tasks;
using MigSdk.Analyzers.Tests;
using Xunit;

namespace MigSdk.Completion.Tests;

/// <summary>What is written is the simplest name that means the state at that place.</summary>
public sealed class NameTests
{
    private const string Driver = """
        using MigSdk;
        using static MigSdk.MigrationState;

        namespace Devices
        {
            [MigrationDriver]
            public partial class Nic
            {
                [Arc($$)]
            }
        }
        """;

    [Theory]
    [InlineData("using static MigSdk.MigrationState;", "using static MigSdk.MigrationState;", "Arc(Stop, StopCopy)")]
    [InlineData("using static MigSdk.MigrationState;", "", "Arc(MigrationState.Stop, MigrationState.StopCopy)")]
    [InlineData("using static MigSdk.MigrationState;", "using S = MigSdk.MigrationState;", "Arc(S.Stop, S.StopCopy)")]
    [InlineData("using static MigSdk.MigrationState;", "using static MigSdk.MigrationState; using static Other;", "Arc(MigrationState.Stop, StopCopy)")]
    [InlineData("[Arc($$)]", "[Arc($$)] private void Stop() { }", "Arc(MigrationState.Stop, StopCopy)")]
    [InlineData("[Arc($$)]", "private int StopCopy { get; } [Arc($$)]", "Arc(Stop, MigrationState.StopCopy)")]
    [InlineData("[Arc($$)]", "private const int Stop = 1, MigrationState = 2; [Arc($$)]", "Arc(MigSdk.MigrationState.Stop, StopCopy)")]
    [InlineData("[Arc($$)]", "[Arc(MigrationState.$$)]", "Arc(MigrationState.Stop, StopCopy)")]
    public async Task The_name_follows_from_the_usings_and_the_members(string old, string changed, string expected)
    {
        const string Other = "public static class Other { public const int Stop = 1; }";
        Completions offered = await Completing.InvokeAsync(Driver.Edit(old, changed), Other);

        Assert.Contains($"[{expected}]", await offered.LineWithAsync("Stop, StopCopy"));
    }

    [Fact]
    public async Task Without_any_using_the_name_is_a_full_one()
    {
        Completions offered = await Completing.InvokeAsync(
            """
            [MigSdk.MigrationDriver]
            partial class Nic
            {
                [MigSdk.Arc(MigSdk.MigrationState.Stop, $$)]
            }
            """);

        Assert.Equal("[MigSdk.Arc(MigSdk.MigrationState.Stop, MigSdk.MigrationState.Resuming)]", await offered.LineWithAsync("Resuming"));
    }

    [Fact]
    public async Task A_global_using_of_another_file_counts()
    {
        Completions offered = await Completing.InvokeAsync(
            Driver.Edit("using static MigSdk.MigrationState;", ""), "global using static MigSdk.MigrationState;");

        Assert.Equal("[Arc(Stop, Resuming)]", await offered.LineWithAsync("Stop, Resuming"));
    }

    [Fact]
    public async Task A_state_with_a_keyword_for_a_name_is_escaped()
    {
        Completions offered = await Completing.InvokeAsync(
            """
            using MigSdk;
            using static Job;

            [StateMachineSpec]
            [SpecArc<Job>(@new, done), SpecArc<Job>(done, @new)]
            public enum Job { @new, done }

            [StateMachineDriver<Job>]
            public partial class Worker
            {
                [Arc<Job>($$)]
            }
            """);

        Assert.Equal("[Arc<Job>(@new, done)]", await offered.LineWithAsync("new, done"));
    }

    [Theory]
    [InlineData("[Arc(MigrationState.$$)]", 6)]
    [InlineData("[Arc(MigrationState.Stop, MigrationState.$$)]", 3)]
    [InlineData("[Arc(SessionKind.$$)]", 0)]
    [InlineData("[Arc(Nothing.$$)]", 0)]
    public async Task After_a_dot_only_members_of_that_type_are_offered(string attribute, int count) =>
        Assert.Equal(count, (await Completing.InvokeAsync(Driver.Edit("[Arc($$)]", attribute))).Names.Length);
}
