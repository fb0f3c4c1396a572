using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG3007.</summary>
public sealed class ForeignStateCastTests
{
    private const string ToUapi = "The numbers of Rfc2022State and MigrationState mean different states: Stop becomes Error; map them by name";

    [Theory]
    [InlineData("MigrationState state = {|#0:(MigrationState)rfc|};", ToUapi)]
    [InlineData("MigrationState state = {|#0:(MigrationState)(uint)rfc|};", ToUapi)]
    [InlineData("MigrationState state = {|#0:(MigrationState)(int)(long)rfc|};", ToUapi)]
    [InlineData("MigrationState state = {|#0:(MigrationState)unchecked((uint)rfc)|};", ToUapi)]
    [InlineData("MigrationState? state = {|#0:(MigrationState?)rfc|};", ToUapi)]
    [InlineData("MigrationState state = {|#0:(MigrationState)(object)rfc|};", ToUapi)]
    [InlineData("MigrationState state = {|#0:(MigrationState)Rfc2022State.Running|};", "The numbers of Rfc2022State and MigrationState mean different states: Running becomes Stop; map them by name")]
    [InlineData("nic.SetState({|#0:(MigrationState)rfc|});", ToUapi)]
    [InlineData("var all = new[] { rfc }.Select(each => {|#0:(MigrationState)each|});", ToUapi)]
    [InlineData("MigrationState Map(Rfc2022State state) { return {|#0:(MigrationState)state|}; }", ToUapi)]
    [InlineData("var back = {|#0:(Rfc2022State)nic.State|};", "The numbers of MigrationState and Rfc2022State mean different states: Error becomes Stop; map them by name")]
    [InlineData("uint number = (uint){|#0:(MigrationState)rfc|};", ToUapi)]
    public Task A_cast_between_specs_is_reported(string statement, string message) => Host.VerifyMembers(
        Source.Flags1, $"public static void Use(Nic nic, Rfc2022State rfc)\n{{\n{statement}\n}}",
        Rules.Expect(RuleIds.ForeignStateCast, 0, message));

    [Theory]
    [InlineData("MigrationState state = (MigrationState)4u; uint number = (uint)rfc;")]
    [InlineData("MigrationState state = (MigrationState)(uint)nic.State; state = (MigrationState)nic.State;")]
    [InlineData("uint number = (uint)rfc; MigrationState state = (MigrationState)number;")]
    [InlineData("MigrationState state = Enum.Parse<MigrationState>(rfc.ToString());")]
    [InlineData("MigrationState state = (MigrationState)Rfc2022State.Resuming;")]
    [InlineData("DayOfWeek day = (DayOfWeek)rfc; MigrationState state = (MigrationState)day;")]
    [InlineData("MigrationState state = (MigrationState)((uint)rfc + 1);")]
    [InlineData("MigrationState state = (MigrationState)Table[(int)rfc];")]
    [InlineData("object boxed = rfc; var state = (MigrationState)boxed;")]
    [InlineData("#pragma warning disable MIG3007\nMigrationState state = (MigrationState)rfc;")]
    public Task The_wire_and_maps_are_not_reported(string statement) => Host.VerifyMembers(
        Source.Flags1, $"private static readonly uint[] Table = [1, 2];\npublic static void Use(Nic nic, Rfc2022State rfc)\n{{\n{statement}\n}}");

    [Fact]
    public Task Versions_of_one_spec_agree_on_numbers() => Rules.Verify("""
        using MigSdk;

        [StateMachineSpec, SpecArc<One>(One.Off, One.On), SpecArc<One>(One.On, One.Off)]
        public enum One { Off, On }

        [StateMachineSpec, SpecArc<Two>(Two.Off, Two.On), SpecArc<Two>(Two.On, Two.Off), SpecArc<Two>(Two.On, Two.Bright), SpecArc<Two>(Two.Bright, Two.On)]
        public enum Two { Off, On, Bright }

        public static class Host
        {
            public static Two Up(One one) => (Two)one;
            public static One Down(Two two) => (One)two;
        }
        """);
}
