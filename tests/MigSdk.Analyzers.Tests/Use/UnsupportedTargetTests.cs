using System;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG3001.</summary>
public sealed class UnsupportedTargetTests
{
    private const string Undeclared = "'Nic' does not declare PreCopy, which PreCopy requires; declare it, or ask for a state that the driver has";
    private const string OnlyFailure = "only a failure leads to Error; Reset leads to Running from any state";
    private const string ErrorRefused = "Error is refused from every state: " + OnlyFailure;

    [Theory]
    [InlineData("nic.SetState({|#0:PreCopy|});", "PreCopy", Undeclared)]
    [InlineData("nic.SetState(target: {|#0:MigrationState.RunningP2P|});", "RunningP2P", "'Nic' does not declare P2P, which RunningP2P requires; declare it, or ask for a state that the driver has")]
    [InlineData("await nic.SetStateAsync({|#0:PreCopyP2P|}, default);", "PreCopyP2P", "'Nic' does not declare P2P and PreCopy, which PreCopyP2P requires; declare it, or ask for a state that the driver has")]
    [InlineData("nic.SetState({|#0:Error|});", "Error", OnlyFailure)]
    [InlineData("nic?.SetState({|#0:Error|});", "Error", OnlyFailure)]
    [InlineData("nic.SetState({|#0:0|});", "Error", OnlyFailure)]
    [InlineData("nic.SetState({|#0:default|});", "Error", OnlyFailure)]
    [InlineData("nic.SetState({|#0:(MigrationState)9|});", "9", "no state of MigrationState has the value 9; ask for one of its members")]
    [InlineData("const MigrationState Target = PreCopy; nic.SetState({|#0:Target|});", "PreCopy", Undeclared)]
    [InlineData("nic.SetState(flag ? {|#0:PreCopy|} : StopCopy).ToString();", "PreCopy", Undeclared)]
    [InlineData("nic.SetState((MigrationState)(flag ? {|#0:6u|} : 3u)).ToString();", "PreCopy", Undeclared)]
    [InlineData("nic.SetState(nic.State switch { Stop => Running, Running when flag => {|#0:Error|}, _ => throw new Exception() });", "Error", OnlyFailure)]
    [InlineData("MigrationState? wanted = null; nic.SetState(wanted ?? {|#0:PreCopy|});", "PreCopy", Undeclared)]
    [InlineData("await ((IMigrationDriver)nic).SetStateAsync({|#0:PreCopy|});", "PreCopy", Undeclared)]
    [InlineData("await ((Nic)any).SetStateAsync({|#0:PreCopy|});", "PreCopy", Undeclared)]
    [InlineData("await any.SetStateAsync({|#0:Error|});", "Error", OnlyFailure)]
    [InlineData("await any.SetStateAsync({|#0:(MigrationState)uint.MaxValue|});", "4294967295", "no state of MigrationState has the value 4294967295; ask for one of its members")]
    [InlineData("await Task.Run(() => nic.SetState({|#0:Error|}));", "Error", OnlyFailure)]
    [InlineData("Action act = () => nic.SetState({|#0:Error|}); act();", "Error", OnlyFailure)]
    [InlineData("ArgumentNullException.ThrowIfNull(nic.SetState({|#0:Error|}));", "Error", OnlyFailure)]
    [InlineData("try { nic.SetState(Stop); nic.SetState({|#0:Error|}); nic.SetState(Running); } catch (MigrationException) { }", "Error", OnlyFailure)]
    [InlineData("try { nic.SetState({|#0:Error|}); } catch (Exception) { }", "Error", OnlyFailure)]
    public Task A_target_that_no_state_leads_to_is_reported(string statement, string target, string reason) => Host.VerifyStatements(
        Source.Flags1, statement,
        Rules.Expect(RuleIds.UnsupportedTarget, 0, $"{target} is refused from every state: {reason}"));

    [Fact]
    public Task Both_branches_can_be_wrong() => Host.VerifyStatements(
        Source.Flags1, "nic.SetState(flag ? {|#0:PreCopy|} : {|#1:RunningP2P|});",
        Rules.Expect(RuleIds.UnsupportedTarget, 0, "PreCopy is refused from every state: " + Undeclared),
        Rules.Expect(RuleIds.UnsupportedTarget, 1, "RunningP2P is refused from every state: " + Undeclared.Replace("PreCopy, which PreCopy", "P2P, which RunningP2P", StringComparison.Ordinal)));

    [Fact]
    public Task Type_parameters_derived_drivers_and_the_driver_itself_are_known() => Rules.Verify(
        Source.Flags7.Edit("private DeviceResuming BeginResuming() => new();", """
            private DeviceResuming BeginResuming() => new();

            public void Fail() => SetState({|#0:Error|});
        """) + """

            public class Derived : Nic { }

            public sealed class Host<TDriver, TSame> where TDriver : class, IMigrationDriver where TSame : TDriver
            {
                private const MigrationState Target = (MigrationState)8;
                public ValueTask<MigrationSession> Go(TDriver driver) => driver.SetStateAsync({|#1:Error|});
                public ValueTask<MigrationSession> Go(TSame driver) => driver.SetStateAsync({|#2:Target|});
                public static void Go(Derived driver) => driver.SetState({|#3:Error|});
            }
        """,
        Rules.Expect(RuleIds.UnsupportedTarget, 0, ErrorRefused),
        Rules.Expect(RuleIds.UnsupportedTarget, 1, ErrorRefused),
        Rules.Expect(RuleIds.UnsupportedTarget, 2, "8 is refused from every state: no state of MigrationState has the value 8; ask for one of its members"),
        Rules.Expect(RuleIds.UnsupportedTarget, 3, ErrorRefused));

    [Fact]
    public Task Optional_states_and_specs_of_anybody_are_known() => Host.VerifyMembers(
        Source.Power.Edit("using static PowerState;", "using static PowerState;\nusing static LinkState;")
            + Source.Features.Edit("using MigSdk;\nusing static LinkState;\n", ""), """
            public static void Use(Plain plain, Link link)
            {
                plain.SetState({|#0:PowerState.D1|});
                link.SetState({|#1:LinkState.Sleeping|});
                link.SetState({|#2:LinkState.Broken|});
                link.SetState(LinkState.Down);
            }
            """,
        Rules.Expect(RuleIds.UnsupportedTarget, 0, "D1 is refused from every state: 'Plain' does not declare the optional state D1; declare it, or ask for a state that the driver has"),
        Rules.Expect(RuleIds.UnsupportedTarget, 1, "Sleeping is refused from every state: 'Link' does not declare Sleep, which Sleeping requires; declare it, or ask for a state that the driver has"),
        Rules.Expect(RuleIds.UnsupportedTarget, 2, "Broken is refused from every state: only a failure leads to Broken; Reset leads to Up from any state"));

    [Theory]
    [InlineData("nic.SetState(Stop);")]
    [InlineData("nic.SetState(nic.State);")]
    [InlineData("nic.SetState((MigrationState)DateTime.Now.Day);")]
    [InlineData("await any.SetStateAsync(PreCopyP2P);")]
    [InlineData("Assert.Throws<MigrationException>(() => nic.SetState(PreCopy));")]
    [InlineData("Action act = () => nic.SetState(Error); Assert.Throws<MigrationException>(act);")]
    [InlineData("try { nic.SetState(Error); } catch (TransitionException<MigrationState>) { }")]
    [InlineData("try { nic.SetState(Stop); nic.SetState(Error); Assert.Fail(\"\"); } catch (MigrationException) { }")]
    [InlineData("Task call = nic.SetStateAsync(Error).AsTask(); Assert.Throws<MigrationException>(() => call);")]
    [InlineData("#pragma warning disable MIG3001\nnic.SetState(Error);")]
    public Task What_may_be_meant_is_not_reported(string statement) => Host.VerifyStatements(Source.Flags1, statement);

    [Fact]
    public Task Overloads_of_a_drivers_own_and_other_classes_are_not_looked_at() => Rules.Verify(
        Source.Flags1.Edit("private void Move() { }", """
            private void Move() { }

            public void SetState(MigrationState target, bool force) { }

            public void SetState(int target) { }
        """) + """

            public sealed class Other
            {
                public void SetState(MigrationState target) { }
                public static void Use(Other other, Nic nic)
                {
                    other.SetState(MigrationState.Error);
                    nic.SetState(MigrationState.Error, force: true);
                    nic.SetState(77);
                }
            }
        """);

    [Theory]
    [InlineData("nic.SetState(")]
    [InlineData("nic.SetState();")]
    [InlineData("nic.SetState(Error, );")]
    [InlineData("nic.SetState(flag ? Error);")]
    [InlineData("nic.SetState(flag switch { true => });")]
    [InlineData("nic.SetState(Errr); Nic.ArcSupported(, ); Nic.TryGetNextState(Stop, Stop, out );")]
    [InlineData("var x = any.Features == ; _ = nic.; (MigrationState)(Rfc2022State)")]
    [InlineData("try { nic.SetState(Error); } catch ( ) { } nic.State & ;")]
    public Task Half_typed_code_throws_nothing(string statement) => Compiling.ReportAsync(
        Source.Flags1 + $"class Host<T, U> where T : U where U : T, IMigrationDriver {{ void Use(Nic nic, T any, bool flag) {{ any.SetStateAsync(Stop); {statement} }} }}");
}
