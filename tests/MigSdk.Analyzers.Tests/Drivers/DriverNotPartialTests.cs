using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG1001.</summary>
public sealed class DriverNotPartialTests
{
    [Fact]
    public Task A_driver_must_be_partial() => Rules.Verify(
        Source.Flags1.Edit("partial class Nic", "class {|#0:Nic|}"),
        Rules.Expect(RuleIds.DriverNotPartial, 0, "'Nic' must be partial: the generator adds the members of the driver 'Nic' to it"));

    [Fact]
    public Task A_record_must_be_partial() => Rules.Verify(
        Source.Power.Edit("partial record Full", "record {|#0:Full|}"),
        Rules.Expect(RuleIds.DriverNotPartial));

    [Fact]
    public Task A_type_around_a_driver_must_be_partial() => Rules.Verify(
        Source.Flags5.Edit("partial class Family<T>", "class {|#0:Family|}<T>"),
        Rules.Expect(RuleIds.DriverNotPartial, 0, "'Family' must be partial: the generator adds the members of the driver 'Nic' to it"));

    [Fact]
    public Task Every_type_that_is_not_partial_is_reported() => Rules.Verify(
        Source.Flags5.Edit("partial class Family<T>", "class {|#0:Family|}<T>").Edit("partial class Nic", "class {|#1:Nic|}"),
        Rules.Expect(RuleIds.DriverNotPartial, 0),
        Rules.Expect(RuleIds.DriverNotPartial, 1));

    [Fact]
    public Task An_interface_around_a_driver_must_be_partial() => Rules.Verify(
        Source.Flags5.Edit("static partial class Family<T>", "interface {|#0:Family|}<T>"),
        Rules.Expect(RuleIds.DriverNotPartial));

    [Theory]
    [InlineData("struct")]
    [InlineData("record")]
    [InlineData("record struct")]
    [InlineData("abstract class")]
    public Task So_must_every_kind_of_type_around_one(string kind) => Rules.Verify(
        $"{Source.PowerSpec}\n{kind} {{|MIG1001:Chip|}} {{ {Mover("A")} }}");

    [Fact]
    public Task A_type_around_two_drivers_is_reported_once() => Rules.Verify(
        $$"""
        {{Source.PowerSpec}}
        class {|#0:Chip|}
        {
            partial class Ports
            {
                {{Mover("A")}}
            }

            {{Mover("B")}}
        }
        """,
        Rules.Expect(RuleIds.DriverNotPartial, 0, "'Chip' must be partial: the generator adds the members of the driver 'A' to it"));

    [Fact]
    public Task One_part_of_several_that_is_not_partial_is_the_compilers_to_report() => Rules.Verify(
        Source.Flags1 + "public sealed class {|#0:Nic|} { }",
        Rules.CompilerError("CS0260", 0));

    [Fact]
    public Task The_other_rules_speak_all_the_same() => Rules.Verify(
        Source.Flags1.Edit("partial class Nic", "class {|#0:Nic|}").Edit(", Arc(StopCopy, Stop)", ""),
        Rules.Expect(RuleIds.DriverNotPartial),
        Rules.Expect(RuleIds.MissingHandler));

    private static string Mover(string name) =>
        $$"""
        [StateMachineDriver<PowerState>]
        partial class {{name}}
        {
            [Arc<PowerState>(D0, D3Hot), Arc<PowerState>(D3Hot, D0), Arc<PowerState>(D3Hot, D3Cold), Arc<PowerState>(D3Cold, D0)]
            private void Move() { }
        }
        """;
}
