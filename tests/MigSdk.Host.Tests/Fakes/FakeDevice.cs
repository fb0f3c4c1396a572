using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host.Tests.Fakes;

/// <summary>A device with pages that its work changes, dirty tracking, and the kernel's walk over the arcs.</summary>
internal sealed class FakeDevice(World world, string name, MigrationFeatures features) : IMigrationBackend
{
    internal const int PageCount = 48;

    private readonly HashSet<int> _initial = [];
    private readonly HashSet<int> _dirty = [];
    private FakeSavingStream? _saving;
    private FakeResumingStream? _resuming;
    private bool _isLoaded;
    private bool _runsOn;
    private int _work;

    public MigrationFeatures Features { get; } = features;

    public TransitionSet<MigrationState> SupportedTransitions { get; set; } = KernelTable.Supported(features);

    internal string Name { get; } = name;

    internal MigrationState State { get; set; } = MigrationState.Running;

    internal int[] Pages { get; } = new int[PageCount];

    /// <summary>The pages as they were when the device last stopped to be saved.</summary>
    internal int[] StoppedPages { get; private set; } = [];

    internal int Resets { get; private set; }

    /// <summary>Whether an operation hangs for good: what else would change the state has to wait for it.</summary>
    internal bool IsStuck { get; set; }

    internal bool ResetLeavesState { get; set; }

    internal bool HasEstimates { get; set; } = true;

    internal long? StopCopyLength { get; set; } = PageCount * FakeSavingStream.EntrySize;

    internal List<MigrationState> Asked { get; } = [];

    internal bool IsRunning => State is MigrationState.Running or MigrationState.RunningP2P or MigrationState.PreCopy
        or MigrationState.PreCopyP2P;

    /// <summary>
    /// Whether it works on a state that was taken in, rather than on nothing. One that fails while it runs goes on in ERROR.
    /// </summary>
    internal bool RunsMigrated => _isLoaded && (IsRunning || (_runsOn && State == MigrationState.Error));

    /// <summary>What it says is left, in place of what is.</summary>
    internal Func<PreCopyInfo>? Estimate { get; set; }

    /// <summary>What a read comes to, in place of what it would.</summary>
    internal Func<SessionRead?>? ReadOverride { get; set; }

    /// <summary>The target whose request gives a stream where none belongs, and none where one belongs.</summary>
    internal MigrationState? ConfusesStreamOf { get; set; }

    /// <summary>Whether it takes no stream in.</summary>
    internal bool RefusesData { get; set; }

    internal int LongestRead { get; set; }

    internal PreCopyInfo Left => Estimate?.Invoke() ?? new(
        (long)_initial.Count * FakeSavingStream.EntrySize, (long)_dirty.Count * FakeSavingStream.EntrySize);

    public ValueTask<MigrationState> GetStateAsync(CancellationToken cancel = default) =>
        world.OperateAsync(this, "GetState", () => State, cancel);

    public ValueTask<long?> GetStopCopyLengthAsync(CancellationToken cancel = default) =>
        world.OperateAsync(this, "GetStopCopyLength", () => StopCopyLength, cancel);

    public async ValueTask<IMigrationStream?> SetStateAsync(MigrationState target, CancellationToken cancel = default)
    {
        Asked.Add(target);
        await WaitInLineAsync(cancel);
        IMigrationStream? stream = await world.OperateAsync(
            this, $"SetState {target}", () => Walk(target, int.MaxValue), cancel, () => Walk(target, 1));
        if (ConfusesStreamOf != target)
            return stream;
        return stream is null ? new FakeSavingStream(world, this) : null;
    }

    public async ValueTask ResetAsync(CancellationToken cancel = default)
    {
        await WaitInLineAsync(cancel);
        await world.OperateAsync(
            this,
            "Reset",
            () =>
            {
                Reset();
                return true;
            },
            cancel);
    }

    public IReadOnlyList<MigrationState> GetPath(MigrationState from, MigrationState target) =>
        KernelTable.Path(Features, from, target) ?? [];

    /// <summary>Changes pages, as the device's own work does.</summary>
    internal void Work(int pages)
    {
        for (int i = 0; i < pages; i++)
        {
            int page = _work % PageCount;
            Pages[page] = ++_work;
            if (_saving is not null && !_initial.Contains(page))
                _dirty.Add(page);
        }
    }

    internal void Fail()
    {
        _runsOn = RunsMigrated;
        CloseStreams();
        State = MigrationState.Error;
        world.Check();
    }

    internal void Reset()
    {
        Resets++;
        CloseStreams();
        Array.Clear(Pages);
        _isLoaded = false;
        if (!ResetLeavesState || State == MigrationState.Error)
            State = ResetLeavesState ? MigrationState.Stop : MigrationState.Running;
        world.Check();
    }

    /// <summary>Takes the next page that has to be sent; false where there is none.</summary>
    internal bool TryTakePage(out int page)
    {
        HashSet<int> from = _initial.Count > 0 ? _initial : _dirty;
        foreach (int next in from)
        {
            page = next;
            from.Remove(next);
            return true;
        }

        page = -1;
        return false;
    }

    // Cancelled while it waits, a request changes nothing.
    private async ValueTask WaitInLineAsync(CancellationToken cancel)
    {
        if (!IsStuck)
            return;
        await World.UntilAsync(cancel);
        throw new OperationCanceledException(cancel);
    }

    private IMigrationStream? Walk(MigrationState target, int arcs)
    {
        List<MigrationState> path = KernelTable.Path(Features, State, target)
            ?? throw new MigrationException(Errno.EINVAL, $"{State} -> {target} is not supported");
        IMigrationStream? opened = null;
        foreach (MigrationState next in path)
        {
            if (arcs-- == 0)
                break;
            opened = Take(State, next);
            State = next;
            world.Check();
        }

        return opened;
    }

    private IMigrationStream? Take(MigrationState from, MigrationState to)
    {
        if (from == MigrationState.Resuming)
        {
            _resuming!.Apply(Pages);
            _isLoaded = true;
        }

        if (to == MigrationState.StopCopy)
            StoppedPages = [.. Pages];

        bool wasSaving = IsSaving(from);
        if ((wasSaving && !IsSaving(to)) || from == MigrationState.Resuming)
            CloseStreams();
        if (!wasSaving && IsSaving(to))
        {
            _initial.UnionWith(Enumerable.Range(0, PageCount));
            return _saving = new FakeSavingStream(world, this);
        }

        if (to != MigrationState.Resuming)
            return null;
        _isLoaded = false;
        return _resuming = new FakeResumingStream(world, this);
    }

    private void CloseStreams()
    {
        _saving?.Close();
        _saving = null;
        _resuming?.Close();
        _resuming = null;
        _initial.Clear();
        _dirty.Clear();
    }

    private static bool IsSaving(MigrationState state) =>
        state is MigrationState.PreCopy or MigrationState.PreCopyP2P or MigrationState.StopCopy;
}
