using System;
using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Testing.Tests.Soak;

/// <summary>A device, and the way to it for its host and its guest.</summary>
internal abstract class End(DriverKind kind) : IAsyncDisposable
{
    internal SoakDevice Device { get; } = new(kind);

    /// <summary>The host's way to it.</summary>
    internal abstract IMigrationBackend Backend { get; }

    /// <summary>The guest reads its register.</summary>
    internal abstract ValueTask<ulong> ReadAsync();

    /// <summary>The guest writes its register.</summary>
    internal abstract ValueTask WriteAsync(ulong value);

    /// <summary>The connection breaks, after so many more messages.</summary>
    internal virtual void CutAfter(int messages, bool passesLast)
    {
    }

    /// <summary>What serves the device goes away.</summary>
    internal virtual void Vanish()
    {
    }

    /// <summary>There is a connection again, and nothing of the last one is on its way any more.</summary>
    internal virtual ValueTask SettleAsync() => ValueTask.CompletedTask;

    public virtual ValueTask DisposeAsync()
    {
        Device.Dispose();
        return ValueTask.CompletedTask;
    }

    public override string ToString() => kind.ToString();
}
