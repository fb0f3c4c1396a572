using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Subjects;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Checks;

/// <summary>A walk with company: one goes, one reads whatever is open, one resets and cancels.</summary>
internal sealed class ConcurrentWalk(CheckRun run, Subject subject)
{
    private readonly CancellationTokenSource _over = new();
    private IMigrationStream? _stream;
    private CancellationTokenSource? _request;

    internal async Task RunAsync(WalkStep[] walk)
    {
        int[] pauses = new int[64];
        for (int i = 0; i < pauses.Length; i++)
            pauses[i] = run.Dice.Next(200);

        Task reader = ReadAsync();
        Task disturber = DisturbAsync(pauses);
        try
        {
            for (int i = 0; i < walk.Length; i++)
            {
                await StepAsync(walk[i].Target);
                // Now and then the others find the device at rest.
                if (pauses[i] % 2 == 0)
                    await Task.Delay(pauses[i] % 3);
            }
        }
        finally
        {
            await _over.CancelAsync();
            await Task.WhenAll(reader, disturber);
            _over.Dispose();
        }
    }

    private async Task StepAsync(MigrationState target)
    {
        using var cancel = new CancellationTokenSource();
        Volatile.Write(ref _request, cancel);
        Answer answer = await subject.TrySetStateAsync(target, cancel.Token);
        Volatile.Write(ref _request, null);
        // A reset in between makes the request one from another state, which may be refused.
        if (answer.Errno is not (Errno.None or Errno.ECANCELED or Errno.EINVAL))
            throw new CheckFailedException("success, ECANCELED or EINVAL", answer.ToString(), answer.Failure);
        if (answer.Stream is { } opened)
            Volatile.Write(ref _stream, opened);
        if (answer.Stream is IResumingStream resuming)
            await ResumeAsync(resuming);
    }

    // A device in RESUMING can be led out by a whole stream only.
    private async Task ResumeAsync(IResumingStream resuming)
    {
        SavedStream reference = await Arrival.ReferenceAsync(run);
        try
        {
            await subject.WriteAsync(resuming, reference.Bytes);
        }
        catch (MigrationException failure) when (failure.Errno is Errno.ENODEV or Errno.ECANCELED)
        {
            subject.Trace.Add($"the write came too late ({failure.Errno})");
            return;
        }

        Answer answer = await subject.TrySetStateAsync(Stop);
        if (answer.Errno is not (Errno.None or Errno.ECANCELED))
            throw new CheckFailedException("success or ECANCELED after a whole stream", answer.ToString(), answer.Failure);
    }

    private async Task ReadAsync()
    {
        byte[] buffer = new byte[256];
        while (!_over.IsCancellationRequested)
        {
            try
            {
                if (Volatile.Read(ref _stream) is ISavingStream saving)
                    await subject.ReadAsync(saving, buffer);
            }
            catch (MigrationException failure) when (failure.Errno is Errno.ENODEV or Errno.ECANCELED)
            {
                Volatile.Write(ref _stream, null);
            }

            await Task.Yield();
        }
    }

    private async Task DisturbAsync(int[] pauses)
    {
        for (int i = 0; !_over.IsCancellationRequested; i++)
        {
            int pause = pauses[i % pauses.Length];
            Thread.SpinWait(pause * 20);
            await Task.Delay(pause % 3);
            if (pause % 4 == 0)
                await subject.ResetAsync();
            else
                Cancel();
        }
    }

    private void Cancel()
    {
        try
        {
            Volatile.Read(ref _request)?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The request has just ended.
        }
    }
}
