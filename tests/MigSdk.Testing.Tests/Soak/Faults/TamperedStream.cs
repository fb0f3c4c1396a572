using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Testing.Tests.Soak;

/// <summary>A host's end of the connection to the other one, with which something may happen.</summary>
internal sealed class TamperedStream(Stream inner) : Stream
{
    private volatile bool _isSilent;
    private int _damage = -1;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The connection breaks.</summary>
    internal void Cut() => inner.Dispose();

    /// <summary>From now on nothing comes or goes.</summary>
    internal void FallSilent() => _isSilent = true;

    /// <summary>A bit of what is sent next flips.</summary>
    internal void DamageNext(int number) => Volatile.Write(ref _damage, number);

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = await inner.ReadAsync(buffer, cancellationToken);
        if (_isSilent)
            await Task.Delay(Timeout.Infinite, cancellationToken);
        return count;
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isSilent)
            return;
        int damage = Interlocked.Exchange(ref _damage, -1);
        await inner.WriteAsync(damage >= 0 ? Damage.Flip(buffer, damage) : buffer, cancellationToken);
    }
}
