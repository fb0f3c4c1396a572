using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG5004.</summary>
public sealed class FaultyBaselineTests
{
    private static readonly int Next = Door.Shipped.Split('\n').Length;

    [Theory]
    [InlineData("Doors.State arc Open > Closed",
        "'arc Open > Closed' is not a fact of a spec: the form is 'arc STATE -> STATE' or 'arc STATE -> STATE preference NUMBER'. "
        + "Correct the line or remove it.")]
    [InlineData("Doors.State",
        "'Doors.State' is not a fact of a spec: it has no blank. Correct the line or remove it.")]
    [InlineData("<<<<<<< HEAD",
        "'HEAD' is not a fact of a spec: a fact begins with one of initial, error, single-arcs-only, state, feature, arc, blocked, path. "
        + "Correct the line or remove it.")]
    [InlineData("Doors.State state Open = 0",
        "'Doors.State state Open = 0' is already in line 14 of MigSpec.Shipped.txt. Remove this line.")]
    [InlineData("Doors.State state Open = 3",
        "Line 14 of MigSpec.Shipped.txt has 'Doors.State state Open = 0', which this contradicts. "
        + "Remove this line, or add '*REMOVED*Doors.State state Open = 0' if that holds no more.")]
    [InlineData("*REMOVED*Doors.State state Shut = 0",
        "'Doors.State state Shut = 0' is not in MigSpec.Shipped.txt, so that there is nothing to take back. Remove this line.")]
    [InlineData("Doors.Lost initial A",
        "No enum 'Doors.Lost' is declared as a spec here. If it has another name now, change the name in this line; "
        + "else remove what is recorded of it.")]
    [InlineData("MigSdk.MigrationState initial Running",
        "No enum 'MigSdk.MigrationState' is declared as a spec here. If it has another name now, change the name in this line; "
        + "else remove what is recorded of it.")]
    [InlineData("Doors.State path Open -> Locked {Key}: Locked",
        "'State' has no 'path Open -> Locked {Key}: Locked' any more. No host misses that: take it back.")]
    public Task A_faulty_line_is_told_with_its_remedy(string line, string message) => Recording.Verify(
        Door.Source, Door.Shipped, "# header\r\n" + line + "\r\n", Rules.FaultyLine(Recording.UnshippedPath, 2, message));

    [Fact]
    public Task What_is_gone_harmlessly_is_one_diagnostic() => Recording.Verify(
        Door.Source,
        Recording.Of(Door.Source.Edit("Closed, Locked }", "Closed, Locked, [Optional] Ajar }")
            .Edit("[StateMachineSpec]", "[StateMachineSpec, SpecArc<State>(Open, Ajar), SpecArc<State>(Ajar, Open)]")),
        Rules.FaultyLine(
            Recording.ShippedPath,
            1,
            "'State' has no 'arc Ajar -> Open' any more, nor what 10 more lines record. No host misses that: take it back."));

    [Fact]
    public Task Lines_that_make_no_spec_are_one_diagnostic_at_the_one_that_does_not_fit() => Recording.Verify(
        Door.Source,
        Door.Shipped.Edit("Doors.State state Locked = 2", "Doors.State state Shut = 2"),
        Rules.FaultyLine(
            Recording.ShippedPath,
            1,
            "The recorded lines do not make a spec. The spec 'Doors.State as recorded' has no state 'Locked'. Restore the line that "
            + "is missing, or remove all lines about this spec and record it anew."));

    [Fact]
    public Task A_shipped_line_takes_nothing_back() => Recording.Verify(
        Door.Source,
        Door.Shipped + "*REMOVED*Doors.State initial Open\n",
        Rules.FaultyLine(
            Recording.ShippedPath,
            Next,
            "MigSpec.Shipped.txt records what has been released. Move this line to MigSpec.Unshipped.txt."));

    [Fact]
    public Task Each_file_has_its_own() => Recording.Verify(
        Door.Source,
        Door.Shipped + "nonsense\n",
        "nonsense\n",
        Rules.FaultyLine(Recording.ShippedPath, Next),
        Rules.FaultyLine(Recording.UnshippedPath, 1));

    [Fact]
    public Task An_enum_that_is_a_spec_no_more() => Recording.Verify(
        "namespace Doors;\npublic enum State { Open, Closed, Locked }",
        Door.Shipped,
        Rules.FaultyLine(Recording.ShippedPath, 1));

    // What is right.
    [Theory]
    [InlineData("")]
    [InlineData("# Doors.State arc Open > Closed\n\n   \n")]
    [InlineData("#\r\n#Doors.Lost initial A\r\n")]
    public Task Comments_and_blanks_say_nothing(string unshipped) => Recording.Verify(Door.Source, Door.Shipped, unshipped);

    [Fact]
    public Task Of_two_files_with_one_name_the_one_with_the_lesser_path_counts() => Rules.Verify(
        Door.Source, [(Recording.ShippedPath, Door.Shipped), ("/1/MigSpec.Shipped.txt", "nonsense\n")]);

    [Fact]
    public Task Other_files_are_left_alone() => Rules.Verify(
        Door.Source, [("/0/PublicAPI.Shipped.txt", "nonsense\n"), ("/0/Other.MigSpec.Shipped.txt", "nonsense\n")]);

    [Fact]
    public Task A_shipped_spec_that_is_taken_back_line_by_line_is_not_missed()
    {
        string removals = "*REMOVED*" + Door.Shipped.TrimEnd('\n').Replace("\n", "\n*REMOVED*") + "\n";
        return Recording.Verify("public enum Plain { A }", Door.Shipped, removals);
    }

    [Theory]
    [InlineData("\\e")]
    [InlineData(".")]
    [InlineData("+")]
    [InlineData("A+")]
    [InlineData("A..B")]
    [InlineData("`1")]
    [InlineData("Doors.State`1")]
    public Task A_name_that_no_type_can_have_is_that_of_no_spec(string name) => Recording.Verify(
        Door.Source, Door.Shipped, name + " initial A\n", Rules.FaultyLine(Recording.UnshippedPath, 1));

    [Fact]
    public async Task No_text_makes_a_rule_throw()
    {
        System.Random random = new(7);
        for (int i = 0; i < 100; i++)
        {
            char[] text = Door.Shipped.ToCharArray();
            for (int j = 0; j < 10; j++)
                text[random.Next(text.Length)] = " \n\r{}:,->=\\*#\u2028x"[random.Next(15)];
            await Compiling.ReportAsync(
                Door.Source, files: [(Recording.ShippedPath, new string(text)), (Recording.UnshippedPath, new string(text[..100]))]);
        }
    }

    [Fact]
    public Task A_global_configuration_turns_the_rule_off() => Rules.Verify(
        Door.Source, [(Recording.ShippedPath, Door.Shipped + "nonsense\n")], "dotnet_diagnostic.MIG5004.severity = none");
}
