using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG1011.</summary>
public sealed class ReservedNameTests
{
    [Theory]
    [InlineData("private int {|#0:State|};", "State")]
    [InlineData("private void {|#0:Reset|}() { }", "Reset")]
    [InlineData("private int {|#0:Features|} { get; set; }", "Features")]
    [InlineData("private bool {|#0:ArcSupported|}(MigrationState from, MigrationState to) => true;", "ArcSupported")]
    [InlineData("private void {|#0:SetState|}(MigrationState target) { }", "SetState")]
    [InlineData("private Task {|#0:SetStateAsync|}(MigrationState target, CancellationToken cancel) => null;", "SetStateAsync")]
    [InlineData("private event System.Action {|#0:ResetAsync|};", "ResetAsync")]
    [InlineData("private class {|#0:Answers|} { }", "Answers")]
    [InlineData("private const int {|#0:_stateMachine|} = 1;", "_stateMachine")]
    [InlineData("[StopCopyLength] private long {|#0:StopCopyLength|}() => 1;", "StopCopyLength")]
    public async Task A_member_with_a_name_of_the_generators_is_reported(string member, string name)
    {
        string source = Source.Flags1.Edit("private void Move() { }", $"private void Move() {{ }}\n{member}\n");
        await Rules.VerifyRulesOnly(
            source,
            Rules.Expect(RuleIds.ReservedName, 0, $"'{name}' is the name of a member that the generator adds to 'Nic'"));
    }

    [Fact]
    public Task The_class_itself_and_its_type_parameters_count() => Rules.VerifyRulesOnly(
        Source.Flags1.Edit("class Nic", "class {|#0:State|}<{|#1:Answers|}>"),
        Rules.Expect(RuleIds.ReservedName, 0),
        Rules.Expect(RuleIds.ReservedName, 1));

    [Theory]
    [InlineData("private void Reset(int queue) { }")]
    [InlineData("private void Reset<T>() { }")]
    [InlineData("private void SetState(int register) { }")]
    [InlineData("private bool ArcSupported(int queue, int other) => true;")]
    [InlineData("private bool GetPath() => true;")]
    [InlineData("private int state, _state, answers;")]
    [InlineData("private void Helper() { int State = 0, Reset = State; _ = Reset; }")]
    public Task Overloads_and_other_names_are_harmless(string member) => Rules.Verify(
        Source.Flags1.Edit("private void Move() { }", $"private void Move() {{ }}\n{member}\n"));

    [Fact]
    public Task An_inherited_member_is_reported_at_the_class_and_nothing_else_is() => Rules.Verify(
        Source.Flags1.Edit("partial class Nic\n", "partial class {|#0:Nic|} : DeviceBase\n") + """

            public abstract class DeviceBase
            {
                private int State;

                public virtual void Reset() => State = 1;

                public int Read() => State;
            }
            """,
        Rules.Expect(
            RuleIds.ReservedName, 0, "'DeviceBase.Reset' is the name of a member that the generator adds to 'Nic'"));

    [Fact]
    public Task Explicit_interface_implementations_are_harmless() => Rules.Verify(
        Source.Flags1.Edit("partial class Nic\n", "partial class Nic : IThing\n") + """

            public interface IThing { int State { get; } void Reset(); }

            public sealed partial class Nic
            {
                int IThing.State => 1;

                void IThing.Reset() { }
            }
            """);
}
