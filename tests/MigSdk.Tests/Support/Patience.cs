using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Tests;

/// <summary>
/// Waiting that fails instead of hanging: after a minute, or after as many seconds as <c>MIGSDK_PATIENCE</c> says (mutation
/// testing breaks much that is waited for, and has no use for more).
/// </summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable("MIGSDK_PATIENCE"), CultureInfo.InvariantCulture, out int seconds)
            ? seconds
            : 60);

    internal static Task Soon(this Task task) => task.WaitAsync(Limit);

    internal static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Limit);

    internal static Task Soon(this ValueTask task) => task.AsTask().WaitAsync(Limit);

    internal static Task<T> Soon<T>(this ValueTask<T> task) => task.AsTask().WaitAsync(Limit);

    internal static void Soon(this ManualResetEventSlim signal) => Assert.True(signal.Wait(Limit), "Nobody gave the signal.");

    internal static void Until(Func<bool> condition) =>
        Assert.True(SpinWait.SpinUntil(condition, Limit), "It did not come about.");
}
