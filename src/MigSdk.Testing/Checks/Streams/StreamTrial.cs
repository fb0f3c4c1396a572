using System;
using System.Threading.Tasks;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Subjects;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Checks;

/// <summary>A destination that is offered streams.</summary>
internal sealed class StreamTrial
{
    private const long LeastBound = 64L << 20;
    private const int TimesOfStream = 16;
    private const int Confirmations = 3;

    private readonly CheckRun _run;
    private readonly Subject _destination;

    private StreamTrial(CheckRun run, Subject destination)
    {
        _run = run;
        _destination = destination;
    }

    internal static async Task<StreamTrial> BeginAsync(CheckRun run)
    {
        Subject destination = await run.CreateAsync("destination");
        // A state of its own, so that one that was half replaced can be told from it.
        await destination.WorkAsync(5);
        return new StreamTrial(run, destination);
    }

    /// <summary>Offers a stream, and resets the device afterwards.</summary>
    /// <returns>The snapshot that the stream gave; null where it was refused and nothing has changed.</returns>
    internal async Task<object?> OfferAsync(byte[] stream)
    {
        long bound = _run.Settings.MaxBytesAllocatedByStream ?? Math.Max(LeastBound, (long)TimesOfStream * stream.Length);
        // Where only the process can be asked, others count too: what comes each time again is the device's.
        for (int i = 1; ; i++)
        {
            (object? accepted, long allocated, bool isExact) = await OfferOnceAsync(stream);
            if (allocated <= bound)
                return accepted;
            if (isExact || i == Confirmations)
            {
                throw new CheckFailedException(
                    $"at most {bound} bytes to be allocated for {stream.Length} bytes of stream", $"{allocated}");
            }
        }
    }

    private async Task<(object? Accepted, long Allocated, bool IsExact)> OfferOnceAsync(byte[] stream)
    {
        await _destination.SetStateAsync(Resuming);
        object before = await _destination.SnapshotAsync();
        long inProcess = GC.GetTotalAllocatedBytes();
        _destination.Allocated = 0;
        bool isRefused = !await TryWriteAsync(stream);
        Answer answer = await _destination.TrySetStateAsync(Stop);
        long? allocated = _destination.Allocated;
        inProcess = GC.GetTotalAllocatedBytes() - inProcess;
        object? accepted = null;
        if (answer.IsSuccess)
        {
            if (isRefused)
                throw new CheckFailedException("RESUMING -> STOP to fail after a write was refused", "success");
            accepted = await _destination.SnapshotAsync();
        }
        else
        {
            ExpectOnPurpose(answer.Failure!);
            await ExpectUntouchedAsync(before);
        }

        await _destination.ResetAsync();
        return (accepted, allocated ?? inProcess, allocated is not null);
    }

    private async Task<bool> TryWriteAsync(byte[] stream)
    {
        int entry = _destination.Trace.Add($"{stream.Length} bytes written");
        try
        {
            await _destination.WriteAsync(_destination.Resuming, stream);
            return true;
        }
        catch (MigrationException refusal)
        {
            _destination.Trace.Amend(entry, $" ({refusal.Errno})");
            return false;
        }
    }

    // A refusal that nobody meant says that nobody looked: what comes next may as well be taken.
    private static void ExpectOnPurpose(Exception refusal)
    {
        for (Exception? cause = refusal; cause is not null; cause = cause.InnerException)
        {
            if (cause is NullReferenceException or IndexOutOfRangeException or OutOfMemoryException)
                throw new CheckFailedException("a refusal on purpose", $"a crash: {Text.Of(cause)}", refusal);
        }
    }

    private async Task ExpectUntouchedAsync(object before)
    {
        MigrationState state = await _destination.GetStateAsync();
        if (state == Error)
            return;
        if (state != Resuming)
            throw new CheckFailedException("RESUMING or ERROR after the refusal", state.ToString());
        await RoundTrips.ExpectSnapshotAsync(_destination, before, "nothing to be applied of a refused stream");
    }
}
