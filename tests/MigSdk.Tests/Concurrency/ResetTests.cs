using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.Tests;

/// <summary>A reset while nothing is in flight but, perhaps, another reset.</summary>
public sealed class ResetTests
{
    [Fact]
    public async Task While_idle_it_takes_effect_before_it_returns()
    {
        var driver = new FullDriver();
        driver.SetState(StopCopy);
        driver.Reset();
        Assert.Equal((Running, 1), (driver.State, driver.Sessions[0].Closures));
        driver.SetState(Stop);
        ValueTask reset = driver.ResetAsync();
        Assert.True(reset.IsCompletedSuccessfully);
        await reset;
        Assert.Equal(Running, driver.State);
    }

    [Fact]
    public void A_reset_that_fails_ends_in_Error_and_the_next_one_works()
    {
        var driver = new FullDriver();
        driver.SetState(StopCopy);
        var cause = new FormatException("odd");
        driver.OnDeviceReset = () => throw cause;
        var failure = Assert.Throws<TransitionException<MigrationState>>(driver.Reset);
        Assert.Equal((Errno.EIO, StopCopy, Running, Error), (failure.Errno, failure.From, failure.Target, failure.State));
        Assert.Same(cause, failure.InnerException);
        Assert.Equal((Error, 1), (driver.State, driver.Sessions[0].Closures));
        Assert.Throws<TransitionException<MigrationState>>(() => driver.SetState(Stop));
        driver.OnDeviceReset = null;
        driver.Reset();
        Assert.Equal(Running, driver.State);
        driver.SetState(Stop);
        Assert.Equal(Stop, driver.State);
    }

    [Fact]
    public async Task Resets_at_once_all_take_effect_and_none_blocks()
    {
        var driver = new FullDriver();
        driver.SetState(StopCopy);
        using var isInside = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        driver.OnDeviceReset = () =>
        {
            isInside.Set();
            go.Soon();
        };
        Background first = Background.Run(driver.Reset);
        isInside.Soon();
        driver.Reset();
        Task effect = driver.ResetAsync().AsTask();
        Assert.False(effect.IsCompleted);
        go.Set();
        await effect.Soon();
        await first.Done.Soon();
        Assert.Equal(Running, driver.State);
        Assert.Equal(2, driver.Log.Count(entry => entry == "reset"));
    }

    [Fact]
    public void A_reset_inside_the_drivers_own_reset_is_the_one_that_happens()
    {
        var driver = new FullDriver();
        driver.OnDeviceReset = () =>
        {
            // Not for ever, if it were another one each time.
            if (driver.Log.Count > 3)
                return;
            driver.Reset();
            Assert.True(driver.ResetAsync().IsCompletedSuccessfully);
        };
        driver.Reset();
        Assert.Equal(["reset"], driver.Log);
    }
}
