using System.Linq;
using System.Threading.Tasks;
using MigSdk.Analyzers;
using Xunit;
using static MigSdk.CodeFixes.Tests.RecordAdditionTests;

namespace MigSdk.CodeFixes.Tests;

/// <summary>The fix for MIG5001 and MIG5002.</summary>
public sealed class AcceptChangeTests
{
    [Fact]
    public async Task A_shipped_fact_is_taken_back_and_the_report_says_whom_that_breaks()
    {
        Baselines project = Baselines.Of(
            Lamp("A").Replace("On, Off }", "On, Off = 7 }"), (Baselines.Shipped, Lines("A")), (Baselines.Unshipped, "# ours\n"));

        await project.FixAsync(new AcceptChangeFix(), RuleIds.BreakingChange, "Accept the breaking change");

        Assert.Equal(
            """
            # ours

            # Accepted:
            # A as recorded -> A: breaking
            # transitions: 1 breaking, 1 unchanged
            #
            # Breaking: in states and features
            #   Off has the value 7, was 1.
            #
            # Breaking: hosts of A as recorded fail on all drivers of A
            #   On -> Off: Off is 7, was 1

            *REMOVED*A state Off = 1
            A state Off = 7

            """,
            project.Text(Baselines.Unshipped));
        Assert.Equal(Lines("A"), project.Text(Baselines.Shipped));
        Assert.Equal("", await project.IdsAsync());
    }

    [Fact]
    public async Task An_opt_out_is_accepted_in_a_file_that_is_made_for_it()
    {
        Baselines project = Baselines.Of(Lamp("A").Replace("On, Off }", "On, [MigSdk.Optional] Off }"), (Baselines.Shipped, Lines("A")));

        await project.FixAsync(new AcceptChangeFix(), RuleIds.OptOutChange, "Accept the opt-out change");

        string[] lines = project.Text(Baselines.Unshipped)!.Split('\n');
        Assert.Contains("#   On -> Off: needs Off", lines);
        Assert.Equal(
            [
                "*REMOVED*A path Off -> On {}: On", "*REMOVED*A path On -> Off {}: Off", "A feature Off = 1 is Off",
                "A path Off -> On {Off}: On", "A path On -> Off {Off}: Off", "A state Off needs Off",
            ],
            lines.Where(line => line.Length > 0 && line[0] != '#'));
        Assert.Equal("", await project.IdsAsync());
    }

    [Fact]
    public async Task Facts_that_were_never_shipped_are_replaced_without_a_word()
    {
        Baselines project = Baselines.Of(Lamp("A").Replace("On, Off }", "On, Off = 7 }"), (Baselines.Unshipped, Lines("A")));

        await project.FixAsync(new AcceptChangeFix(), RuleIds.BreakingChange, "Accept the breaking change");

        Assert.Equal(Lines("A").Replace("Off = 1", "Off = 7"), project.Text(Baselines.Unshipped));
        Assert.Equal("", await project.IdsAsync());
    }

    [Fact]
    public async Task Going_back_on_an_accepted_change_leaves_no_removal()
    {
        Baselines project = Baselines.Of(
            Lamp("A"), (Baselines.Shipped, Lines("A")), (Baselines.Unshipped, "*REMOVED*A state Off = 1\nA state Off = 7\n"));

        await project.FixAsync(new AcceptChangeFix(), RuleIds.BreakingChange, "Accept the breaking change");

        Assert.DoesNotContain("\nA ", project.Text(Baselines.Unshipped));
        Assert.DoesNotContain("*REMOVED*", project.Text(Baselines.Unshipped));
        Assert.Equal("", await project.IdsAsync());
    }

    [Fact]
    public async Task Other_specs_are_left_as_they_are()
    {
        string source = Lamp("A").Replace("On, Off }", "On, Off = 7 }") + Lamp("B").Replace("On, Off }", "On, Off = 7 }");
        Baselines project = Baselines.Of(source, (Baselines.Shipped, Lines("A") + Lines("B")), (Baselines.Unshipped, ""));

        Assert.Null(new AcceptChangeFix().GetFixAllProvider());
        await project.FixAsync(new AcceptChangeFix(), RuleIds.BreakingChange, "Accept the breaking change");

        Assert.Equal("MIG5001", await project.IdsAsync());
        Assert.DoesNotContain("\nB ", project.Text(Baselines.Unshipped));
    }
}
