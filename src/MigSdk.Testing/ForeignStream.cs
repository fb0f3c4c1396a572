using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;
using MigSdk.Testing.Subjects;

namespace MigSdk.Testing;

/// <summary>A stream that a device must refuse, with what it is.</summary>
public sealed class ForeignStream
{
    private readonly Func<long, CancellationToken, Task<byte[]>> _read;

    private ForeignStream(string name, Func<long, CancellationToken, Task<byte[]>> read)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        _read = read;
    }

    /// <summary>What it is, for the report: <em>half the memory</em>, <em>version 1</em>.</summary>
    public string Name { get; }

    /// <summary>A stream that was recorded.</summary>
    /// <param name="name">What it is.</param>
    /// <param name="bytes">The whole stream.</param>
    /// <returns>The stream.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static ForeignStream FromBytes(string name, ReadOnlyMemory<byte> bytes) =>
        new(name, (_, _) => Task.FromResult(bytes.ToArray()));

    /// <summary>The stream of another driver, or of the same one built in another way.</summary>
    /// <typeparam name="TDriver">The driver's class.</typeparam>
    /// <param name="name">What it is.</param>
    /// <param name="create">Makes the other driver. It is brought to STOP_COPY and read to the end.</param>
    /// <returns>The stream.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static ForeignStream FromDriver<TDriver>(string name, Func<TDriver> create)
        where TDriver : class, IMigrationDriver
    {
        ArgumentNullException.ThrowIfNull(create);
        return new ForeignStream(name, async (maxBytes, cancel) =>
        {
            TDriver driver = create();
            try
            {
                IMigrationBackend backend = InProcessBackend.For(driver);
                var saving = (ISavingStream)(await backend.SetStateAsync(MigrationState.StopCopy, cancel))!;
                byte[] bytes = await SavedStream.ReadAllAsync(saving, maxBytes, cancel);
                await backend.SetStateAsync(MigrationState.Stop, cancel);
                return bytes;
            }
            finally
            {
                (driver as IDisposable)?.Dispose();
            }
        });
    }

    internal Task<byte[]> ReadAsync(long maxBytes, CancellationToken cancel) => _read(maxBytes, cancel);
}
