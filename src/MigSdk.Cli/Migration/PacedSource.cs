using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Cli;

/// <summary>
/// A source whose state is read no faster than a rate, so that a migration leaves room for others on the line.
/// </summary>
/// <param name="device">The source.</param>
/// <param name="bytesPerSecond">The rate.</param>
internal sealed class PacedSource(IMigrationBackend device, double bytesPerSecond) : DelegatingBackend(device)
{
    public override async ValueTask<IMigrationStream?> SetStateAsync(
        MigrationState target, CancellationToken cancel = default) =>
        await Inner.SetStateAsync(target, cancel) is { } stream
            ? stream is ISavingStream saving ? new PacedStream(saving, bytesPerSecond) : stream
            : null;

    private sealed class PacedStream(ISavingStream stream, double bytesPerSecond) : ISavingStream
    {
        // Reads of a tenth of a second, so that the rate is even and an estimate of it settles soon.
        private const double ReadsPerSecond = 10;
        private const int SmallestRead = 4096;

        private long _free = Stopwatch.GetTimestamp();

        public SessionKind Kind => SessionKind.Saving;

        public async ValueTask<SessionRead> ReadAsync(Memory<byte> buffer, CancellationToken cancel = default)
        {
            // Before the read, where giving up loses nothing.
            TimeSpan wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), _free);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, cancel);
            int most = (int)Math.Clamp(bytesPerSecond / ReadsPerSecond, SmallestRead, buffer.Length + (double)SmallestRead);
            SessionRead read = await stream.ReadAsync(buffer[..Math.Min(buffer.Length, most)], cancel);
            long now = Stopwatch.GetTimestamp();
            _free = Math.Max(_free, now) + (long)(read.Count / bytesPerSecond * Stopwatch.Frequency);
            return read;
        }

        public ValueTask WaitForDataAsync(CancellationToken cancel = default) => stream.WaitForDataAsync(cancel);

        public ValueTask<PreCopyInfo?> GetPreCopyInfoAsync(CancellationToken cancel = default) =>
            stream.GetPreCopyInfoAsync(cancel);
    }
}
