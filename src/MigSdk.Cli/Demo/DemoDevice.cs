using System;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Threading;

namespace MigSdk.Cli.Demo;

/// <summary>
/// The sample device: registers, a memory that its own work keeps writing, a DMA engine and interrupts. It knows how to
/// stand still and how to hand out its state; of vfio-user and of migration's states it knows nothing.
/// </summary>
internal sealed class DemoDevice : IDisposable
{
    /// <summary>The unit of the memory and of dirty tracking, in bytes.</summary>
    internal const int PageSize = 4096;

    /// <summary>What <see cref="DemoRegister.Id"/> reads: "MIGDEMO1", as it lies in memory.</summary>
    internal const ulong Id = 0x314F_4D45_4447_494D;

    /// <summary>The vector of the end of a transfer.</summary>
    internal const int TransferVector = 0;

    /// <summary>The vector that is raised every <see cref="ItemsPerInterrupt"/> items of work.</summary>
    internal const int WorkVector = 1;

    internal const int ItemsPerInterrupt = 256;
    internal const int RegisterCount = (int)DemoRegister.Scratch1 + 1;
    internal const ulong Go = 1;

    private const int TransferPiece = 64 * 1024;

    // Guards registers and memory. It is never held while the device waits for its surroundings.
    private readonly Lock _gate = new();

    // Held while a transfer is in flight.
    private readonly Lock _transfer = new();
    private readonly DemoWorker _worker;
    private readonly ulong[] _registers = new ulong[RegisterCount];
    private readonly byte[] _memory;
    private IDemoBus? _bus;
    private DirtyPages? _dirty;
    private Action? _pagesDirtied;
    private bool _isDmaSuspended;

    /// <summary>Creates a device that is running and has nothing to do.</summary>
    internal DemoDevice(DemoOptions options)
    {
        _memory = new byte[options.MemoryBytes];
        _worker = new DemoWorker(Work, options.LoadBytesPerSecond / PageSize);
        PowerOn();
        _worker.Start();
    }

    internal int MemoryBytes => _memory.Length;

    internal int PageCount => _memory.Length / PageSize;

    /// <summary>How many pages the dirty tracking has marked; null while nothing is tracked.</summary>
    internal int? MarkedPages
    {
        get
        {
            lock (_gate)
                return _dirty?.Count;
        }
    }

    /// <summary>Gives the device its surroundings. Without them DMA fails, and interrupts are only counted.</summary>
    internal void Connect(IDemoBus bus) => Volatile.Write(ref _bus, bus);

    /// <summary>Reads a register. Can be done in every state.</summary>
    internal ulong Read(DemoRegister register)
    {
        lock (_gate)
            return register == DemoRegister.Doorbell ? 0 : _registers[(int)register];
    }

    /// <summary>Writes a register; those that are read only stay as they are, as is usual with hardware.</summary>
    internal void Write(DemoRegister register, ulong value)
    {
        lock (_gate)
        {
            switch (register)
            {
                case DemoRegister.Control:
                    _registers[(int)register] = value & Go;
                    break;
                case DemoRegister.Doorbell when value is 1 or 2:
                    Set(DemoRegister.Pending, value);
                    Set(DemoRegister.DmaStatus, (ulong)DmaStatus.Pending);
                    _worker.Wake();
                    break;
                case DemoRegister.Seed or DemoRegister.DmaAddress or DemoRegister.DmaLength or DemoRegister.DmaOffset
                    or DemoRegister.Scratch0 or DemoRegister.Scratch1:
                    _registers[(int)register] = value;
                    break;
            }
        }
    }

    /// <summary>Reads the device's memory.</summary>
    internal void ReadMemory(int offset, Span<byte> destination)
    {
        lock (_gate)
            _memory.AsSpan(offset, destination.Length).CopyTo(destination);
    }

    /// <summary>Writes the device's memory.</summary>
    internal void WriteMemory(int offset, ReadOnlySpan<byte> source)
    {
        lock (_gate)
            Store(offset, source);
        _pagesDirtied?.Invoke();
    }

    /// <summary>Lets the device run; what waited for that is done.</summary>
    internal void Start() => _worker.Start();

    /// <summary>When this returns, nothing changes any more by the device itself, and nothing is in flight.</summary>
    internal void Stop() => _worker.Stop();

    /// <summary>When this returns, no transfer is in flight and none is begun; they wait.</summary>
    internal void SuspendDma()
    {
        lock (_transfer)
            _isDmaSuspended = true;
    }

    /// <summary>Lifts the restriction; what has been waiting is done.</summary>
    internal void ResumeDma()
    {
        lock (_transfer)
            _isDmaSuspended = false;
        _worker.Wake();
    }

    /// <summary>Brings the device back to power-on: running, memory and registers clear, nothing to do.</summary>
    internal void Reset()
    {
        Stop();
        ResumeDma();
        lock (_gate)
        {
            Array.Clear(_memory);
            PowerOn();
        }

        Start();
    }

    /// <summary>Begins to track which pages are written; all count as written at first.</summary>
    /// <param name="pagesDirtied">Called after pages were marked. It must not wait.</param>
    internal DirtyPages BeginTracking(Action pagesDirtied)
    {
        lock (_gate)
        {
            _pagesDirtied = pagesDirtied;
            return _dirty = new DirtyPages(PageCount);
        }
    }

    /// <summary>Ends the tracking; one that was begun later goes on.</summary>
    internal void EndTracking(DirtyPages pages)
    {
        lock (_gate)
        {
            if (_dirty != pages)
                return;
            _dirty = null;
            _pagesDirtied = null;
        }
    }

    /// <summary>Takes the mark off the next marked page and copies it, as one step.</summary>
    /// <param name="pages">The tracking.</param>
    /// <param name="destination">Where to, <see cref="PageSize"/> bytes.</param>
    /// <returns>The page's index; -1 where none is marked.</returns>
    internal int TakePage(DirtyPages pages, Span<byte> destination)
    {
        lock (_gate)
        {
            int page = pages.TakeNext();
            if (page >= 0)
                _memory.AsSpan(page * PageSize, PageSize).CopyTo(destination);
            return page;
        }
    }

    /// <summary>Copies the registers as they are migrated.</summary>
    internal void CopyRegisters(Span<ulong> destination)
    {
        lock (_gate)
            _registers.CopyTo(destination);
    }

    /// <summary>The device's place on its bus; empty where it has none.</summary>
    internal byte[] SaveConfiguration() => Volatile.Read(ref _bus)?.SaveConfiguration() ?? [];

    /// <summary>Takes another device's state over, as one step. The device stands still.</summary>
    /// <exception cref="MigrationException">EINVAL: the configuration is of another device; nothing has changed.</exception>
    internal void Load(ReadOnlySpan<byte> memory, ReadOnlySpan<ulong> registers, ReadOnlySpan<byte> configuration)
    {
        // The only part that can fail comes first.
        Volatile.Read(ref _bus)?.LoadConfiguration(configuration);
        lock (_gate)
        {
            memory.CopyTo(_memory);
            registers.CopyTo(_registers);
        }
    }

    /// <summary>The SHA-256 of memory and registers: equal for two devices exactly if a guest cannot tell them apart.</summary>
    internal string ComputeHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        lock (_gate)
        {
            foreach (ulong register in _registers)
                hash.AppendData(BitConverter.GetBytes(register));
            hash.AppendData(_memory);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Ends the device's thread.</summary>
    public void Dispose() => _worker.Stop();

    private ulong Get(DemoRegister register) => _registers[(int)register];

    private void Set(DemoRegister register, ulong value) => _registers[(int)register] = value;

    private void PowerOn()
    {
        Array.Clear(_registers);
        Set(DemoRegister.Id, Id);
    }

    private void Store(int offset, ReadOnlySpan<byte> source)
    {
        source.CopyTo(_memory.AsSpan(offset));
        _dirty?.Mark(offset, source.Length);
    }

    private void Work(int items)
    {
        RunPending();
        lock (_gate)
        {
            if (items == 0 || (Get(DemoRegister.Control) & Go) == 0)
                return;
            for (int i = 0; i < items; i++)
                WorkOnce();
        }

        _pagesDirtied?.Invoke();
    }

    // One item fills one page with its own number, so that a page that was lost shows.
    private void WorkOnce()
    {
        ulong item = Get(DemoRegister.Items) + 1;
        ulong page = (item * 0x9E37_79B9_7F4A_7C15 ^ Get(DemoRegister.Seed)) % (ulong)PageCount;
        int offset = (int)page * PageSize;
        MemoryMarshal.Cast<byte, ulong>(_memory.AsSpan(offset, PageSize)).Fill(item);
        _dirty?.Mark(offset, PageSize);
        Set(DemoRegister.Items, item);
        if (item % ItemsPerInterrupt == 0)
            Raise(WorkVector);
    }

    private void RunPending()
    {
        lock (_transfer)
        {
            ulong direction = Read(DemoRegister.Pending);
            if (direction == 0 || _isDmaSuspended)
                return;
            bool isDone = TryTransfer(fromGuest: direction == 1);
            lock (_gate)
            {
                Set(DemoRegister.Pending, 0);
                Set(DemoRegister.DmaStatus, (ulong)(isDone ? DmaStatus.Done : DmaStatus.Fault));
                Set(DemoRegister.Transfers, Get(DemoRegister.Transfers) + 1);
                Raise(TransferVector);
            }
        }
    }

    private bool TryTransfer(bool fromGuest)
    {
        ulong address = Read(DemoRegister.DmaAddress);
        ulong offset = Read(DemoRegister.DmaOffset);
        ulong length = Read(DemoRegister.DmaLength);
        if (_bus is not { } bus || length > (ulong)MemoryBytes || offset > (ulong)MemoryBytes - length)
            return false;
        // In pieces: how much it moves at once is the device's own affair, and not the guest's.
        byte[] buffer = new byte[(int)Math.Min(length, TransferPiece)];
        for (ulong moved = 0; moved < length; moved += (ulong)buffer.Length)
        {
            Span<byte> piece = buffer.AsSpan(0, (int)Math.Min((ulong)buffer.Length, length - moved));
            if (!TryMove(bus, fromGuest, address + moved, (int)(offset + moved), piece))
                return false;
        }

        return true;
    }

    private bool TryMove(IDemoBus bus, bool fromGuest, ulong address, int offset, Span<byte> piece)
    {
        if (!fromGuest)
        {
            ReadMemory(offset, piece);
            return bus.TryWrite(address, piece);
        }

        if (!bus.TryRead(address, piece))
            return false;
        WriteMemory(offset, piece);
        return true;
    }

    private void Raise(int vector)
    {
        Set(DemoRegister.Interrupts, Get(DemoRegister.Interrupts) + 1);
        _bus?.Interrupt(vector);
    }
}
