using System;
using Xunit;

namespace MigSdk.Tests;

/// <summary>What the exceptions promise.</summary>
public sealed class ExceptionTests
{
    [Fact]
    public void A_migration_exception_has_an_errno_and_no_more()
    {
        var plain = new MigrationException(Errno.EBUSY);
        Assert.Equal((Errno.EBUSY, false, null, null), (plain.Errno, plain.Fatal, plain.State, plain.InnerException));
        Assert.Equal("EBUSY (16)", plain.Message);
    }

    [Fact]
    public void It_takes_a_message_a_cause_and_the_demand_for_Error()
    {
        var cause = new FormatException();
        var full = new MigrationException(Errno.EIO, "dead", cause) { Fatal = true };
        Assert.Equal((Errno.EIO, true, "dead", cause), (full.Errno, full.Fatal, full.Message, full.InnerException));
    }

    [Fact]
    public void A_transition_exception_tells_the_way_and_where_it_ended()
    {
        var cause = new FormatException();
        var failure = new TransitionException<MigrationState>(
            Errno.EIO, MigrationState.Running, MigrationState.StopCopy, MigrationState.Stop, "odd", cause);
        Assert.Equal(
            (MigrationState.Running, MigrationState.StopCopy, MigrationState.Stop), (failure.From, failure.Target, failure.State));
        Assert.Equal((Errno.EIO, "odd", cause), (failure.Errno, failure.Message, failure.InnerException));
        Assert.False(failure.Fatal);
        // Who does not know the spec reads the state without its type.
        MigrationException unknown = failure;
        Assert.Equal(MigrationState.Stop, unknown.State);
    }

    [Theory]
    [InlineData(Errno.EIO, 5), InlineData(Errno.E2BIG, 7), InlineData(Errno.ENODEV, 19), InlineData(Errno.EINVAL, 22)]
    [InlineData(Errno.ENOTTY, 25), InlineData(Errno.EDEADLK, 35), InlineData(Errno.ENOMSG, 42), InlineData(Errno.ECANCELED, 125)]
    public void The_numbers_are_those_of_Linux(Errno errno, int number) => Assert.Equal(number, (int)errno);
}
