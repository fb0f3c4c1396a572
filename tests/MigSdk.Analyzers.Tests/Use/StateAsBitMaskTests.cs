using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG3006.</summary>
public sealed class StateAsBitMaskTests
{
    [Theory]
    [InlineData("bool on = ({|#0:nic.State & Running|}) != 0;")]
    [InlineData("MigrationState both = {|#0:Stop | Running|};")]
    [InlineData("MigrationState other = {|#0:nic.State ^ Running|};")]
    [InlineData("MigrationState other = {|#0:~nic.State|};")]
    [InlineData("bool on = {|#0:nic.State.HasFlag(Running)|};")]
    [InlineData("bool on = {|#0:nic.State.HasFlag(Running | Stop)|};")]
    [InlineData("MigrationState state = nic.State; {|#0:state |= Running|};")]
    [InlineData("MigrationState state = nic.State; {|#0:state &= ~Running|};")]
    [InlineData("bool on = ({|#0:(uint)nic.State & 1|}) != 0;")]
    [InlineData("bool on = ({|#0:1 & (int)nic.State|}) == 1;")]
    [InlineData("const uint RunningBit = 2; bool on = ({|#0:(uint)nic.State & RunningBit|}) == RunningBit;")]
    [InlineData("uint mask = (uint)DateTime.Now.Day; bool on = ({|#0:mask & (uint)nic.State|}) != 0;")]
    [InlineData("uint both = {|#0:(uint)Stop | (uint)nic.State|};")]
    [InlineData("uint more = {|#0:(uint)nic.State | 1|};")]
    [InlineData("MigrationState? state = nic.State; bool on = ({|#0:state & Running|}) != 0;")]
    [InlineData("bool on = ({|#0:(nic.State & Running) | (nic.State & Stop)|}) != 0;")]
    public Task A_state_as_bits_is_reported(string statement) => Host.VerifyStatements(
        Source.Flags1, statement,
        Rules.Expect(RuleIds.StateAsBitMask, 0, "The values of MigrationState number its states and are no bits: compare with 'is' or '=='"));

    [Fact]
    public Task Of_any_spec() => Host.VerifyMembers(
        Source.Power, "public static bool Use(PowerState state) => {|#0:state.HasFlag(PowerState.D1)|};",
        Rules.Expect(RuleIds.StateAsBitMask, 0, "The values of PowerState number its states and are no bits: compare with 'is' or '=='"));

    [Theory]
    [InlineData("bool on = nic.State is Running or RunningP2P;")]
    [InlineData("uint set = 1u << (int)nic.State;")]
    [InlineData("uint set = 0; set |= 1u << (int)nic.State; bool has = (set & (1u << (int)Stop)) != 0;")]
    [InlineData("int index = ((int)nic.State << 3) | (int)Stop;")]
    [InlineData("int index = (int)nic.State & 7;")]
    [InlineData("int[] table = new int[8]; int value = table[(int)nic.State & (table.Length - 1)];")]
    [InlineData("byte wire = (byte)((uint)nic.State & 0xff); byte next = (byte)((uint)nic.State >> 8);")]
    [InlineData("uint wire = (uint)nic.State | 0x8000_0000;")]
    [InlineData("int hash = ((int)nic.State * 397) ^ (int)Stop;")]
    [InlineData("bool p2p = (Nic.Features & MigrationFeatures.P2P) != 0 || Nic.Features.HasFlag(MigrationFeatures.PreCopy);")]
    [InlineData("bool both = nic.State == Stop | flag & nic.State != Running;")]
    [InlineData("bool less = nic.State < Running; MigrationState next = nic.State + 1;")]
    [InlineData("#pragma warning disable MIG3006\nbool on = (nic.State & Running) != 0;")]
    public Task A_state_as_a_number_is_not_reported(string statement) => Host.VerifyStatements(Source.Flags1, statement);

    [Fact]
    public Task What_an_enum_says_of_its_own_bits_is_not_reported() => Rules.Verify("""
        using MigSdk;

        [System.Flags, StateMachineSpec, SpecArc<V1>(V1.Stopped, V1.Running), SpecArc<V1>(V1.Running, V1.Stopped), SpecArc<V1>(V1.Running, V1.PreCopy), SpecArc<V1>(V1.PreCopy, V1.Running)]
        public enum V1 { Stopped, Running, PreCopy = Running | 2 }

        public static class Host
        {
            public static bool IsRunning(V1 state) => (state & V1.Running) != 0;
        }

        public enum Shown { Light = (int)MigrationState.Stop | (int)MigrationState.Running }
        """);
}
