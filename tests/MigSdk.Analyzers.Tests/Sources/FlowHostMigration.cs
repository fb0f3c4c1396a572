using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MigSdk;
using static MigSdk.MigrationState;

/// <summary>Migrates one device in QEMU's order, with pre-copy, retries and recovery.</summary>
public sealed class Migration(IMigrationDriver source, IMigrationDriver destination, Action<string> log)
{
    private readonly byte[] _buffer = new byte[65536];
    private SavingSession? _saving;

    public async Task RunAsync(int rounds, CancellationToken cancel)
    {
        try
        {
            _saving = (SavingSession?)await source.SetStateAsync(PreCopy, cancel);
            var resuming = (ResumingSession)(await destination.SetStateAsync(Resuming, cancel))!;
            for (int round = 0; round < rounds && _saving is not null; round++)
            {
                await CopyAsync(_saving, resuming, cancel);
                if (_saving.GetPreCopyInfo() is { InitialBytes: 0, DirtyBytes: < 4096 })
                    break;
            }

            await source.SetStateAsync(PreCopyP2P, cancel);
            await source.SetStateAsync(StopCopy, cancel);
            await CopyAsync(_saving!, resuming, cancel);
            await source.SetStateAsync(Stop, cancel);
            await destination.SetStateAsync(RunningP2P, cancel);
            await destination.SetStateAsync(Running, cancel);
        }
        catch (TransitionException<MigrationState> failure) when (failure.State == Error)
        {
            log(failure.Message);
            source.Reset();
            throw;
        }
        catch (Exception failure)
        {
            log(failure.Message);
            destination.Reset();
            await RecoverAsync();
            throw;
        }
        finally
        {
            _saving = null;
        }
    }

    private async Task RecoverAsync()
    {
        switch (source.State)
        {
            case PreCopy or PreCopyP2P:
                await source.SetStateAsync(Running);
                break;
            case StopCopy:
                await source.SetStateAsync(Stop);
                goto case RunningP2P;
            case RunningP2P:
                await source.SetStateAsync(Running);
                break;
            case Error:
                await source.ResetAsync();
                break;
        }
    }

    private async Task CopyAsync(SavingSession from, ResumingSession to, CancellationToken cancel)
    {
        while (await from.ReadAsync(_buffer, cancel) is { Outcome: ReadOutcome.Bytes } read)
            await to.WriteAsync(_buffer.AsMemory(0, read.Count), cancel);
    }
}

public static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        Nic source = new(), destination = new();
        if (arguments is ["--stopped"])
            source.SetState(Stop);
        var saving = (SavingSession)(source.SetState(StopCopy) ?? throw new InvalidOperationException());
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        if (destination.SetState(Resuming) is not ResumingSession resuming)
            return 1;
        var buffer = new byte[4096];
        List<int> sizes = [];
        for (SessionRead read; (read = await saving.ReadAsync(buffer, cancel.Token)).Outcome == ReadOutcome.Bytes;)
        {
            await resuming.WriteAsync(buffer.AsMemory(0, read.Count), cancel.Token);
            sizes.Add(read.Count);
        }

        source.SetState(Stop);
        destination.SetState(Running);
        Console.WriteLine($"{sizes.Count} reads, {saving.BytesTransferred} bytes, {saving.IsClosed}, {destination.State}");
        source.Reset();
        return 0;
    }
}
