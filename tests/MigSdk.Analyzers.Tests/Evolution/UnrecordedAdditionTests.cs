using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG5003.</summary>
public sealed class UnrecordedAdditionTests
{
    private const string Prefix = "Not all facts of 'State' are recorded in MigSpec.Unshipped.txt: ";

    [Theory]
    [InlineData("", null)]
    [InlineData(null, "")]
    [InlineData("# nothing yet\r\n\r\n", "")]
    public Task Of_a_spec_that_no_file_has_nothing_is_recorded(string? shipped, string? unshipped) => Rules.Verify(
        Door.Marked,
        (shipped, unshipped) switch
        {
            (null, { } text) => [(Recording.UnshippedPath, text)],
            ({ } text, null) => [(Recording.ShippedPath, text)],
            _ => [(Recording.ShippedPath, shipped!), (Recording.UnshippedPath, unshipped!)],
        },
        Rules.Expect(RuleIds.UnrecordedAddition, 0, Prefix + "none of 14 is"));

    [Theory]
    [InlineData("Closed, Locked }", "Closed, Locked, Ajar }", "SpecArc<State>(Open, Ajar), SpecArc<State>(Ajar, Open)",
        "'arc Ajar -> Open', 'arc Open -> Ajar', 'path Ajar -> Closed {}: Open -> Closed' and 6 more")]
    [InlineData("Closed, Locked }", "Closed, Locked }", "SpecArc<State>(Open, Locked)",
        "'arc Open -> Locked', 'path Open -> Locked {}: Locked'; one that is recorded is gone, which no host misses")]
    [InlineData("(Open, Closed)", "(Open, Closed, Preference = 2)", null,
        "'arc Open -> Closed preference 2'; one that is recorded is gone, which no host misses")]
    public Task What_is_added_is_named(string old, string changed, string? arcs, string message) => Recording.Verify(
        Door.Marked.Edit(old, changed).Edit("[StateMachineSpec]", arcs is null ? "[StateMachineSpec]" : $"[StateMachineSpec, {arcs}]"),
        Door.Shipped,
        Rules.Expect(RuleIds.UnrecordedAddition, 0, Prefix + message));

    [Fact]
    public Task An_optional_state_is_an_addition() => Recording.Verify(
        Door.Marked.Edit("Closed, Locked }", "Closed, Locked, [Optional] Ajar }")
            .Edit("[StateMachineSpec]", "[StateMachineSpec, SpecArc<State>(Open, Ajar), SpecArc<State>(Ajar, Open)]"),
        Door.Shipped,
        Rules.Expect(RuleIds.UnrecordedAddition));

    [Theory]
    [InlineData("Doors.State initial Open\n")]
    [InlineData("Doors.State arc Open -> Closed\n")]
    [InlineData("Doors.State path Open -> Locked {}: Closed -> Locked\n")]
    [InlineData("Doors.State state Open = 0\n")]
    public Task A_line_that_is_missing_is_named(string line) => Recording.Verify(
        Door.Marked,
        "",
        Door.Shipped.Edit(line, ""),
        Rules.Expect(RuleIds.UnrecordedAddition, 0, Prefix + $"'{line["Doors.State ".Length..^1]}'"));

    [Fact]
    public Task A_fact_that_is_taken_back_though_it_holds_is_not_recorded() => Recording.Verify(
        Door.Marked,
        Door.Shipped,
        "*REMOVED*Doors.State arc Open -> Closed\n",
        Rules.Expect(RuleIds.UnrecordedAddition, 0, Prefix + "'arc Open -> Closed'"));

    [Fact]
    public Task A_spec_in_a_class_is_looked_for_under_its_full_name() => Recording.Verify(
        $"public static partial class Outer\n{{\n{Nested}\n}}",
        Recording.Of(Nested.Replace("{|#0:S|}", "S")),
        Rules.FaultyLine(
            Recording.ShippedPath,
            1,
            "No enum 'S' is declared as a spec here. If it has another name now, change the name in this line and in 6 more; "
            + "else remove what is recorded of it."),
        Rules.Expect(RuleIds.UnrecordedAddition));

    // What is right.
    [Fact]
    public Task Lines_may_be_in_any_file_and_order_with_any_ends()
    {
        string[] lines = Door.Shipped.TrimEnd('\n').Split('\n');
        System.Array.Reverse(lines);
        return Recording.Verify(
            Door.Source,
            "# released\r\n" + string.Join("\r\n", lines[..5]),
            "\n\n" + string.Join("  \n# a word\n", lines[5..]));
    }

    [Theory]
    [InlineData("/0/migspec.shipped.txt")]
    [InlineData("/0/sub/MigSpec.Unshipped.txt")]
    public Task A_file_is_known_by_its_name(string path) => Rules.Verify(Door.Source, [(path, Door.Shipped)]);

    [Fact]
    public Task An_enum_that_is_no_spec_has_nothing_to_record() =>
        Recording.Verify("public enum Plain { A, B }\n[System.Flags] public enum Flags { A = 1, B = 2 }", "");

    [Fact]
    public Task A_driver_of_a_referenced_spec_has_nothing_to_record() => Recording.Verify(Source.Flags1, "");

    [Fact]
    public Task A_pragma_suppresses_the_rule() =>
        Recording.Verify("#pragma warning disable MIG5003\n" + Door.Source, "");

    [Fact]
    public Task A_configuration_turns_the_rule_off() => Rules.Verify(
        Door.Source, [(Recording.ShippedPath, "")], "dotnet_diagnostic.MIG5003.severity = none");

    private const string Nested =
        "[MigSdk.StateMachineSpec, MigSdk.SpecArc<S>(S.A, S.B), MigSdk.SpecArc<S>(S.B, S.A)]\npublic enum {|#0:S|} { A, B }";
}
