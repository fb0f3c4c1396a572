using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>
/// Carries out the operations of one end: under a time limit, with every failure as one with an errno, and so that a
/// device which does not react to cancellation is left behind after a while instead of holding up its host.
/// </summary>
internal sealed class OperationGuard(MigrationEnd end, LiveMigrationOptions options)
{
    private readonly List<Task> _leftBehind = [];

    /// <summary>
    /// Waits, for as long as a device may take to stop, for what was left behind and could change its state.
    /// </summary>
    /// <returns>Whether nothing of it is on its way any more.</returns>
    internal async ValueTask<bool> SettleAsync()
    {
        foreach (Task task in _leftBehind)
            await WaitToStopAsync(task).ConfigureAwait(false);
        return _leftBehind.TrueForAll(static task => task.IsCompleted);
    }

    internal async ValueTask RunAsync(
        string what,
        Func<CancellationToken, ValueTask> operation,
        CancellationToken cancel,
        bool changesState = false) =>
        await RunAsync(
            what,
            async token =>
            {
                await operation(token).ConfigureAwait(false);
                return true;
            },
            cancel,
            changesState).ConfigureAwait(false);

    /// <summary>
    /// Carries out one operation. Its outcome counts, also where it was cancelled and succeeds all the same.
    /// </summary>
    /// <param name="what">What the device is to do, for messages.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="cancel">Tells the device to stop.</param>
    /// <param name="changesState">Whether the device's state cannot be known while the operation is on its way.</param>
    internal async ValueTask<T> RunAsync<T>(
        string what,
        Func<CancellationToken, ValueTask<T>> operation,
        CancellationToken cancel,
        bool changesState = false)
    {
        ThrowIfCancelled(what, cancel);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        bool timedOut = false;
        bool leftBehind = false;
        try
        {
            ValueTask<T> pending = operation(stop.Token);
            if (pending.IsCompleted)
                return await pending.ConfigureAwait(false);

            Task<T> task = pending.AsTask();
            timedOut = !await CompletesInTimeAsync(task, stop).ConfigureAwait(false) && !cancel.IsCancellationRequested;
            if (!task.IsCompleted)
            {
                leftBehind = true;
                LeaveBehind(task, changesState);
                throw new MigrationException(cancel.IsCancellationRequested ? Errno.ECANCELED : Errno.ETIMEDOUT);
            }

            return await task.ConfigureAwait(false);
        }
        catch (Exception cause)
        {
            throw Describe(what, cause, timedOut, leftBehind);
        }
        finally
        {
            // An operation that goes on may still register with its token.
            if (!leftBehind)
                stop.Dispose();
        }
    }

    /// <summary>
    /// Waits for an operation; when the time is up or the host cancels, for as long as it may take to stop.
    /// </summary>
    /// <returns>Whether it ended before it was told to stop.</returns>
    private async Task<bool> CompletesInTimeAsync(Task task, CancellationTokenSource stop)
    {
        await using (options.TimeProvider.CreateTimer(
            static source => _ = ((CancellationTokenSource)source!).CancelAsync(),
            stop,
            options.OperationTimeout,
            Timeout.InfiniteTimeSpan).ConfigureAwait(false))
        {
            await task.WaitAsync(stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (task.IsCompleted && !stop.IsCancellationRequested)
                return true;
        }

        await WaitToStopAsync(task).ConfigureAwait(false);
        return false;
    }

    private async ValueTask WaitToStopAsync(Task task)
    {
        if (!task.IsCompleted)
        {
            await task.WaitAsync(options.UnresponsiveAfter, options.TimeProvider)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void LeaveBehind(Task task, bool changesState)
    {
        if (changesState)
            _leftBehind.Add(task);
        // Its failure has been reported as the one of not answering.
        _ = task.ContinueWith(
            static late => late.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private void ThrowIfCancelled(string what, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested)
        {
            throw new MigrationException(
                Errno.ECANCELED, $"The migration was cancelled before the {end.Name()} was asked to {what}.");
        }
    }

    private MigrationException Describe(string what, Exception cause, bool timedOut, bool leftBehind)
    {
        Errno errno = cause switch
        {
            MigrationException failure => failure.Errno,
            OperationCanceledException => Errno.ECANCELED,
            _ => Errno.EIO,
        };
        if (leftBehind)
        {
            string seconds = $"{options.UnresponsiveAfter.TotalSeconds:0.###} s";
            return new MigrationException(
                errno,
                $"The {end.Name()} was to {what}, and did not react within {seconds} when it was told to stop.",
                cause);
        }

        if (timedOut && errno == Errno.ECANCELED)
        {
            string seconds = $"{options.OperationTimeout.TotalSeconds:0.###} s";
            return new MigrationException(
                Errno.ETIMEDOUT, $"The {end.Name()} took longer than {seconds} to {what}.", cause);
        }

        return new MigrationException(errno, $"The {end.Name()} failed to {what}: {cause.Message}", cause);
    }
}
