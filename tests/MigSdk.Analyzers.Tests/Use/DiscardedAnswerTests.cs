using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG3003.</summary>
public sealed class DiscardedAnswerTests
{
    private const string Nothing = "asking a driver does nothing else";
    private const string Way = "it says which way the driver would go, and SetState goes it";

    [Theory]
    [InlineData("{|#0:Nic.ArcSupported(nic.State, Stop)|};", "ArcSupported", Nothing)]
    [InlineData("{|#0:Nic.GetPath(nic.State, Stop)|};", "GetPath", Way)]
    [InlineData("{|#0:Nic.TryGetNextState(nic.State, Stop, out _)|};", "TryGetNextState", Way)]
    [InlineData("{|#0:Nic.TryGetNextState(nic.State, Stop, out var next)|};", "TryGetNextState", Way)]
    [InlineData("_ = {|#0:Nic.TryGetNextState(nic.State, Stop, out MigrationState _)|};", "TryGetNextState", Way)]
    [InlineData("_ = {|#0:nic.State|};", "State", Nothing)]
    [InlineData("_ = nic?{|#0:.State|};", "State", Nothing)]
    [InlineData("_ = (object){|#0:any.State|};", "State", Nothing)]
    [InlineData("_ = {|#0:Nic.Features|};", "Features", Nothing)]
    [InlineData("_ = {|#0:Nic.SupportedTransitions|};", "SupportedTransitions", Nothing)]
    [InlineData("Action ask = () => {|#0:Nic.ArcSupported(Stop, Running)|};", "ArcSupported", Nothing)]
    [InlineData("{|#0:Nic.ArcSupported(StopCopy, PreCopy)|};", "ArcSupported", Nothing)]
    public Task A_dropped_answer_is_reported(string statement, string member, string why) => Host.VerifyStatements(
        Source.Flags7, statement,
        Rules.Expect(RuleIds.DiscardedAnswer, 0, $"The answer of {member} is dropped: {why}"));

    [Fact]
    public Task Of_a_type_parameter_too() => Host.VerifyMembers(
        Source.Flags1, """
            public static void Use<T>(T driver) where T : IMigrationDriver
            {
                {|#0:T.GetPath(driver.State, Stop)|};
                _ = {|#1:T.Features|};
            }
            """,
        Rules.Expect(RuleIds.DiscardedAnswer, 0, "The answer of GetPath is dropped: " + Way),
        Rules.Expect(RuleIds.DiscardedAnswer, 1, "The answer of Features is dropped: " + Nothing));

    [Theory]
    [InlineData("bool can = Nic.ArcSupported(nic.State, Stop);")]
    [InlineData("Nic.TryGetNextState(nic.State, Stop, out var next); nic.SetState(next);")]
    [InlineData("MigrationState next; Nic.TryGetNextState(nic.State, Stop, out next); nic.SetState(next);")]
    [InlineData("var features = Nic.Features;")]
    [InlineData("_ = nic.StopCopyLength;")]
    [InlineData("Assert.Throws<Exception>(() => { Nic.ArcSupported(Stop, Stop); });")]
    [InlineData("Func<bool> ask = () => Nic.ArcSupported(Stop, Running);")]
    [InlineData("nic.SetState(Stop);")]
    [InlineData("_ = Task.CompletedTask.Status;")]
    [InlineData("#pragma warning disable MIG3003\n_ = nic.State;")]
    public Task A_used_answer_is_not_reported(string statement) => Host.VerifyStatements(Source.Flags7, statement);
}
