using System.Runtime.InteropServices;
using Xunit;

namespace MigSdk.Uapi.Tests;

/// <summary>The ioctl that was proposed in January 2022.</summary>
public sealed class ArcSupportedTests
{
    [Fact]
    public void The_answer_is_the_drivers_for_all_numbers()
    {
        for (uint from = 0; from < 10; from++)
        {
            for (uint to = 0; to < 10; to++)
            {
                Errno expected = Card5.ArcSupported((MigrationState)from, (MigrationState)to) ? Errno.None : Errno.EOPNOTSUPP;
                Assert.Equal(expected, Ask<Card5, MigrationState>(from, to));
            }
        }

        Assert.Equal(Errno.None, Ask<Card5, MigrationState>(2, 6));
        Assert.Equal(Errno.EOPNOTSUPP, Ask<Card5, MigrationState>(3, 6));
        Assert.Equal(Errno.EOPNOTSUPP, Ask<Card5, MigrationState>(0, 0));
    }

    [Fact]
    public void The_numbers_are_those_of_the_drivers_own_spec_and_are_not_cut_off()
    {
        Assert.Equal(Errno.None, Ask<Lamp, LampState>(1, 2));
        Assert.Equal(Errno.EOPNOTSUPP, Ask<Lamp, LampState>(0x101, 2));
        Assert.Equal(Errno.EOPNOTSUPP, Ask<Lamp, LampState>(uint.MaxValue, uint.MaxValue));
    }

    [Theory]
    [InlineData(11u, Errno.EINVAL)]
    [InlineData(12u, Errno.None)]
    [InlineData(uint.MaxValue, Errno.None)]
    public void The_size_must_hold_the_states(uint argsz, Errno expected) => Assert.Equal(expected, Ask<Card1, MigrationState>(2, 1, argsz));

    [Fact]
    public void The_argument_may_end_after_the_states_but_not_before()
    {
        byte[] argument = [12, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0];

        Assert.Equal(Errno.None, ArcSupportedRequest.Answer<Card1, MigrationState>(argument));
        Assert.Equal(Errno.EFAULT, ArcSupportedRequest.Answer<Card1, MigrationState>(argument[..11]));
        Assert.Equal(Errno.EFAULT, ArcSupportedRequest.Answer<Card1, MigrationState>([]));
    }

    private static Errno Ask<TDriver, TState>(uint from, uint to, uint argsz = 16)
        where TDriver : IStateMachineDriver<TState>
        where TState : struct, System.Enum
    {
        byte[] argument = new byte[16];
        MemoryMarshal.Write(argument, new MigArcSupported(argsz, from, to, 0xFFFF));
        return ArcSupportedRequest.Answer<TDriver, TState>(argument);
    }
}
