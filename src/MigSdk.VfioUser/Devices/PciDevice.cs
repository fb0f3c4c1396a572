using System;
using System.Collections.Generic;
using System.Threading;
using MigSdk.Uapi;

namespace MigSdk.VfioUser;

/// <summary>
/// A PCI device model: what a device's own code works with, and what a <see cref="VfioUserServer"/> serves. It is put
/// together by a <see cref="PciDeviceBuilder"/>.
/// </summary>
/// <remarks>
/// The handlers of registers, and those of a driver's synchronous arcs, are called one at a time, on the thread that serves
/// the client. A driver whose handlers or sessions are asynchronous goes on beside them while it waits; a reset of the device
/// that waits for it comes from another thread, but not beside a register's handler either.
/// </remarks>
public sealed class PciDevice
{
    private readonly Action? _reset;
    private readonly DeviceRegion[] _regions;
    private readonly IrqGroup[] _irqs;
    private int _isServed;

    internal PciDevice(
        PciConfiguration configuration, DeviceRegion[] regions, InterruptPin pin, int msiCount, int msixCount, Action? reset)
    {
        Configuration = configuration;
        _regions = regions;
        _reset = reset;
        InterruptPin = pin;
        Msi = new MessageInterrupts(msiCount, () => configuration.IsMsiEnabled);
        Msix = new MessageInterrupts(msixCount, () => configuration.IsMsixEnabled);
        var absent = new MessageInterrupts(0, () => false);
        _irqs = [InterruptPin.Irqs, Msi.Irqs, Msix.Irqs, absent.Irqs, absent.Irqs];
        Logging = new DmaLogging(Memory.Dirty);
    }

    /// <summary>The configuration space as the guest has set it up.</summary>
    public PciConfiguration Configuration { get; }

    /// <summary>The guest's memory.</summary>
    public GuestMemory Memory { get; } = new();

    /// <summary>The interrupt pin (INTx).</summary>
    public InterruptPin InterruptPin { get; }

    /// <summary>The message signalled interrupts (MSI).</summary>
    public MessageInterrupts Msi { get; }

    /// <summary>The message signalled interrupts with a table (MSI-X).</summary>
    public MessageInterrupts Msix { get; }

    internal IReadOnlyList<DeviceRegion> Regions => _regions;

    internal IReadOnlyList<IrqGroup> Irqs => _irqs;

    internal DmaLogging Logging { get; }

    /// <summary>
    /// Held by whoever calls a register's handler or resets the device: a reset that waited for a transition comes from
    /// another thread than the client's.
    /// </summary>
    internal Lock Handlers { get; } = new();

    /// <summary>What makes it migratable; null where nothing does.</summary>
    internal MigrationPort? Migration { get; private set; }

    /// <summary>
    /// Makes the device migratable. What its handlers and sessions do is up to the driver; the configuration space is a
    /// part of the device's state (<see cref="SaveConfiguration"/>).
    /// </summary>
    /// <typeparam name="TDriver">The driver's class, whose static answers are used.</typeparam>
    /// <param name="driver">The driver. Nobody else may drive it while the device is served.</param>
    /// <exception cref="ArgumentNullException"><paramref name="driver"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The device has a driver, or is being served.</exception>
    public void AttachMigration<TDriver>(TDriver driver)
        where TDriver : class, IMigrationDriver
    {
        ArgumentNullException.ThrowIfNull(driver);
        if (Migration is not null)
            throw new InvalidOperationException("The device has a migration driver.");
        if (Volatile.Read(ref _isServed) != 0)
            throw new InvalidOperationException("The device is being served; attach its migration driver before that.");
        Migration = new MigrationPort<TDriver>(driver);
    }

    /// <summary>The configuration space, for the device's stream.</summary>
    /// <returns><see cref="PciConfiguration.Size"/> bytes.</returns>
    public byte[] SaveConfiguration()
    {
        byte[] saved = new byte[PciConfiguration.Size];
        Configuration.Read(0, saved);
        return saved;
    }

    /// <summary>
    /// Takes over what another device's <see cref="SaveConfiguration"/> gave; what a guest cannot write stays what it
    /// is.
    /// </summary>
    /// <param name="saved">The bytes.</param>
    /// <exception cref="MigrationException">
    /// EINVAL: they are not of a device with the same ids; nothing has changed.
    /// </exception>
    public void LoadConfiguration(ReadOnlySpan<byte> saved)
    {
        const int IdsSize = 4;
        Span<byte> ids = stackalloc byte[IdsSize];
        Configuration.Read(0, ids);
        if (saved.Length != PciConfiguration.Size || !saved[..IdsSize].SequenceEqual(ids))
            throw new MigrationException(Errno.EINVAL, "The configuration space in the stream is not that of such a device.");
        Configuration.Restore(saved);
    }

    /// <summary>Reserves the device for a server.</summary>
    internal bool TryBeginServing() => Interlocked.Exchange(ref _isServed, 1) == 0;

    internal void EndServing() => Volatile.Write(ref _isServed, 0);

    /// <summary>The device's own part of a reset.</summary>
    internal void Reset()
    {
        lock (Handlers)
        {
            InterruptPin.Lower();
            Msi.Reset();
            Msix.Reset();
            Configuration.Reset();
            _reset?.Invoke();
        }
    }

    /// <summary>Lets go of everything that a client has given.</summary>
    internal void DropClient()
    {
        Memory.UnmapAll();
        foreach (IrqGroup irqs in _irqs)
            irqs.Disconnect();
        Logging.Stop();
    }
}
