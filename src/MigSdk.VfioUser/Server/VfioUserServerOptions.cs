using System;
using System.IO;
using System.Threading;

namespace MigSdk.VfioUser;

/// <summary>How a device is served.</summary>
public sealed class VfioUserServerOptions
{
    /// <summary>Where clients connect: the path of a Unix domain socket. It must be set.</summary>
    public string SocketPath { get; set; } = string.Empty;

    /// <summary>Who may connect: the socket's permissions. Its owner alone by default.</summary>
    public UnixFileMode SocketMode { get; set; } = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The most data that a message may carry, in bytes: 4096 to 67,108,864. 1 MiB by default.</summary>
    public int MaxDataTransferSize { get; set; } = 1024 * 1024;

    /// <summary>
    /// The most descriptors that a message may bring: 1 to 16, which is what QEMU accepts. 8 by default.
    /// </summary>
    public int MaxMessageDescriptors { get; set; } = 8;

    /// <summary>
    /// The most ranges of memory that a client may map: 1 to 65,535. 8192 by default, because a process has no more than
    /// 65,530 mappings.
    /// </summary>
    public int MaxDmaMaps { get; set; } = 8192;

    /// <summary>What becomes of the device when its client goes.</summary>
    public ClientGone ClientGone { get; set; } = ClientGone.Keep;

    /// <summary>
    /// How long a client may take for its first message. 10 s by default;
    /// <see cref="Timeout.InfiniteTimeSpan"/> for ever.
    /// </summary>
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a client may leave a command of the server unanswered, or replies unread, before it is dropped. 30 s by
    /// default; <see cref="Timeout.InfiniteTimeSpan"/> for ever.
    /// </summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether memory is mapped that the client could make shorter, which would kill this process when the device touches
    /// it. False by default: such memory is reached by system calls, which is slower and safe. Sealed memory (memfd) is
    /// always mapped.
    /// </summary>
    public bool TrustsClientMemory { get; set; }

    internal ProtocolLimits ToLimits() =>
        new() { MaxTransfer = MaxDataTransferSize, MaxDescriptors = MaxMessageDescriptors };

    internal void ThrowIfInvalid()
    {
        ArgumentException.ThrowIfNullOrEmpty(SocketPath);
        ThrowIfOutside(nameof(MaxDataTransferSize), MaxDataTransferSize, 4096, 64 * 1024 * 1024);
        ThrowIfOutside(nameof(MaxMessageDescriptors), MaxMessageDescriptors, 1, 16);
        ThrowIfOutside(nameof(MaxDmaMaps), MaxDmaMaps, 1, ushort.MaxValue);
        ThrowIfNoTime(nameof(HandshakeTimeout), HandshakeTimeout);
        ThrowIfNoTime(nameof(ResponseTimeout), ResponseTimeout);
        if (!Enum.IsDefined(ClientGone))
            throw new ArgumentOutOfRangeException(nameof(ClientGone), ClientGone, "ClientGone is Keep or Reset.");
    }

    private static void ThrowIfNoTime(string name, TimeSpan value)
    {
        if (value <= TimeSpan.Zero && value != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be positive, or infinite.");
    }

    private static void ThrowIfOutside(string name, int value, int min, int max)
    {
        if (value < min || value > max)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be from {min} to {max}.");
    }
}
