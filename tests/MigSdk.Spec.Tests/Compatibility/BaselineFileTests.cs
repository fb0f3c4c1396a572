using System;
using System.Linq;
using Xunit;

namespace MigSdk.Spec.Tests;

public sealed class BaselineFileTests
{
    [Fact]
    public void Lines_keep_their_numbers_whatever_their_ends()
    {
        BaselineFile file = BaselineFile.Parse(
            BaselineFile.UnshippedName, "# header\r\n\r\nS initial A  \r\n*REMOVED*S state A = 0\nS arc A -> B");

        Assert.Equal(
            [(3, "S initial A", false), (4, "*REMOVED*S state A = 0", true), (5, "S arc A -> B", false)],
            file.Entries.Select(entry => (entry.Line, entry.ToString(), entry.IsRemoval)));
        Assert.Empty(file.Faults);
        Assert.False(file.IsShipped);
        Assert.True(BaselineFile.Parse("migspec.shipped.TXT", "").IsShipped);
    }

    [Theory]
    [InlineData("S", "'S' is not a fact of a spec: it has no blank. Correct the line or remove it.")]
    [InlineData(
        "S arrow A -> B",
        "'arrow A -> B' is not a fact of a spec: a fact begins with one of initial, error, single-arcs-only, state, feature, "
            + "arc, blocked, path. Correct the line or remove it.")]
    [InlineData(
        "S arc A > B",
        "'arc A > B' is not a fact of a spec: the form is 'arc STATE -> STATE' or 'arc STATE -> STATE preference NUMBER'. "
            + "Correct the line or remove it.")]
    [InlineData(
        "*REMOVED*S state A = one",
        "'state A = one' is not a fact of a spec: the form is 'state STATE = VALUE', 'state STATE in GROUP', "
            + "'state STATE is pre-copy' or 'state STATE needs FEATURE'. Correct the line or remove it.")]
    [InlineData("S initial \\u0041", "'\\u0041' is not how a baseline spells a name. Correct the line or remove it.")]
    [InlineData(">>>>>>> theirs", "'>>>>>>>' is not how a baseline spells a name. Correct the line or remove it.")]
    public void A_line_that_is_no_fact_is_told_with_what_it_should_look_like(string line, string message)
    {
        BaselineFault fault = Assert.Single(BaselineFile.Parse("f", "S initial A\n" + line + "\n").Faults);

        Assert.Equal((2, BaselineFaultKind.Unreadable, message), (fault.Line, fault.Kind, fault.Message));
        Assert.Equal(line.Replace("*REMOVED*", "").Split(' ')[0], fault.Spec);
    }

    [Theory]
    [InlineData("path A -> B {}: B", true)]
    [InlineData("path A -> B {F, G}: C -> B, opens Saving", true)]
    [InlineData("path A -> B", false)]
    [InlineData("path A -> B {F,G}: B", false)]
    [InlineData("path A -> B {F}: ", false)]
    [InlineData("path A -> B {F}: B, opens", false)]
    [InlineData("path A -> B {F}: B, opens X, opens Y", false)]
    [InlineData("path A -> B C {F}: B", false)]
    [InlineData("path A B {F}: B", false)]
    [InlineData("path A -> B {F} B", false)]
    [InlineData("path A -> B }: {F", false)]
    public void A_path_has_a_form(string fact, bool isOne) =>
        Assert.Equal(isOne, BaselineFile.Parse("f", "S " + fact).Faults.IsEmpty);

    [Fact]
    public void Every_line_of_a_baseline_can_be_read()
    {
        string text = SpecBaseline.Of(VfioSpec.Spec, TapeSpec.Spec, TapeSpec.Odd).ToString();

        Assert.Empty(BaselineFile.Parse("f", text).Faults);
        Assert.Equal(text.Split('\n').Length - 1, BaselineFile.Parse("f", text).Entries.Length);
    }

    [Fact]
    public void No_text_makes_it_throw()
    {
        Random random = new(1);
        string sound = SpecBaseline.Of(VfioSpec.Spec).ToString();
        for (int i = 0; i < 500; i++)
        {
            char[] text = sound.ToCharArray();
            for (int j = 0; j < 40; j++)
            {
                text[random.Next(text.Length)] = " \n\r{}:,->=\\*#\u2028x"[random.Next(15)];
            }

            BaselineRecord record = new(BaselineFile.Parse("MigSpec.Shipped.txt", new string(text)), null);
            record.Review(VfioSpec.Spec);
            BaselineUpdate.Record("", record, VfioSpec.Spec);
        }
    }
}
