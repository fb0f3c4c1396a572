using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MigSdk;
using static MigSdk.MigrationState;

namespace Hosts;

// A live migration in QEMU's order, over any driver.
public sealed class Migration<TDriver>(TDriver source, TDriver destination)
    where TDriver : class, IMigrationDriver
{
    private static readonly MigrationState[] Recovery = [Stop, Running];

    private SavingSession? _saving;
    private ResumingSession? _resuming;

    private static bool CanStopTogether => TDriver.Features.HasFlag(MigrationFeatures.P2P);

    private static bool CanRunOn => (TDriver.Features & MigrationFeatures.PreCopy) == MigrationFeatures.PreCopy;

    public async Task RunAsync(IProgress<long> progress, CancellationToken cancel)
    {
        try
        {
            _resuming = (ResumingSession?)await destination.SetStateAsync(Resuming, cancel).ConfigureAwait(false);
            _saving = (SavingSession?)await source.SetStateAsync(CanRunOn ? PreCopy : StopCopy, cancel).ConfigureAwait(false);
            await foreach (ReadOnlyMemory<byte> chunk in ReadAsync(_saving!, cancel))
            {
                await _resuming!.WriteAsync(chunk, cancel);
                progress.Report(chunk.Length);
            }

            if (CanRunOn)
            {
                if (CanStopTogether)
                    await source.SetStateAsync(PreCopyP2P, cancel);
                await source.SetStateAsync(StopCopy, cancel);
            }

            await source.SetStateAsync(StopCopy, cancel);
            await source.SetStateAsync(Stop, cancel);
            await destination.SetStateAsync(CanStopTogether ? RunningP2P : Running, cancel);
            await destination.SetStateAsync(Running, cancel);
        }
        catch (TransitionException<MigrationState> failure) when (failure.State == Error)
        {
            await source.ResetAsync();
            await destination.ResetAsync();
        }
        catch (MigrationException)
        {
            foreach (MigrationState state in Recovery)
                await source.SetStateAsync(state, CancellationToken.None);
        }
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        SavingSession session, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        byte[] buffer = new byte[4096];
        while (true)
        {
            SessionRead read = await session.ReadAsync(buffer, cancel);
            switch (read.Outcome)
            {
                case ReadOutcome.Bytes:
                    yield return buffer.AsMemory(0, read.Count);
                    break;
                default:
                    yield break;
            }
        }
    }
}

public static class Probe
{
    public static bool CanPreCopy<TDriver>() where TDriver : IMigrationDriver => TDriver.ArcSupported(Running, PreCopy);

    public static MigrationFeatures Common<TSource, TDestination>()
        where TSource : IMigrationDriver
        where TDestination : IMigrationDriver => TSource.Features & TDestination.Features;

    public static bool IsSame<TSource, TDestination>()
        where TSource : IMigrationDriver
        where TDestination : IMigrationDriver =>
        TSource.Features == TDestination.Features && TSource.SupportedTransitions.Equals(TDestination.SupportedTransitions);

    public static IEnumerable<string> Table<TDriver>() where TDriver : IMigrationDriver
    {
        foreach (MigrationState from in Enum.GetValues<MigrationState>())
        {
            foreach (MigrationState to in Enum.GetValues<MigrationState>())
            {
                if (!TDriver.ArcSupported(from, to) || from == to)
                    continue;
                if (TDriver.TryGetNextState(from, to, out MigrationState next) && next == to)
                    yield return $"{from} -> {to}";
                else
                    yield return $"{from} -> {string.Join(" -> ", TDriver.GetPath(from, to).ToArray())}";
            }
        }
    }

    public static string Name(MigrationFeatures feature) => feature switch
    {
        MigrationFeatures.StopCopy => "stop-copy",
        MigrationFeatures.P2P => "p2p",
        MigrationFeatures.PreCopy => "pre-copy",
        _ => throw new ArgumentOutOfRangeException(nameof(feature)),
    };

    public static string Describe(MigrationFeatures features) => features switch
    {
        MigrationFeatures.None => "cannot migrate",
        MigrationFeatures.StopCopy => "stop-copy only",
        MigrationFeatures.StopCopy | MigrationFeatures.P2P => "p2p",
        _ when features.HasFlag(MigrationFeatures.PreCopy) => "pre-copy",
        _ => "unknown",
    };

    public static IEnumerable<MigrationFeatures> Optional(MigrationFeatures features)
    {
        foreach (MigrationFeatures feature in Enum.GetValues<MigrationFeatures>())
        {
            if (feature != MigrationFeatures.StopCopy && feature is not MigrationFeatures.None && features.HasFlag(feature))
                yield return feature;
        }
    }
}
