using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigSdk;
using static MigSdk.MigrationState;

/// <summary>Drives several devices at once.</summary>
public sealed class Fleet : IDisposable
{
    private readonly List<Nic> _nics = [];
    private readonly Lock _gate = new();
    private Nic? _active;

    public Nic? Active
    {
        get => _active;
        set
        {
            _active?.SetState(Stop);
            _active = value;
            _active?.SetState(Running);
        }
    }

    public void Add(int count)
    {
        for (int i = 0; i < count; i++)
        {
            var nic = new Nic();
            nic.SetState(i % 2 == 0 ? Stop : RunningP2P);
            _nics.Add(nic);
            if (nic.State != Running)
                nic.SetState(Running);
        }
    }

    public async Task QuiesceAsync(CancellationToken cancel)
    {
        await Task.WhenAll(_nics.Select(nic => nic.SetStateAsync(RunningP2P, cancel).AsTask()));
        await Task.WhenAll(_nics.Select(nic => nic.SetStateAsync(Stop, cancel).AsTask()));
        foreach (Nic nic in _nics)
        {
            try
            {
                nic.SetState(StopCopy);
            }
            catch (MigrationException failure) when (failure.Errno is Errno.EAGAIN or Errno.EBUSY)
            {
                nic.SetState(Running);
                nic.SetState(PreCopy);
            }
        }
    }

    public async IAsyncEnumerable<MigrationState> WatchAsync(Nic nic)
    {
        for (MigrationState last = Error; ; last = nic.State)
        {
            if (nic.State != last)
                yield return nic.State;
            if (nic.State == Error)
                nic.Reset();
            await Task.Delay(10);
        }
    }

    public bool TryMove(Nic nic, MigrationState target)
    {
        lock (_gate)
        {
            for (int attempt = 0; attempt < 3; attempt++)
            {
                try
                {
                    nic.SetState(target);
                    return true;
                }
                catch (TransitionException<MigrationState>) when (attempt < 2)
                {
                    if (nic.State is Error)
                        nic.Reset();
                    else if (nic.State == StopCopy)
                        nic.SetState(Stop);
                }
            }

            return false;
        }
    }

    public void Toggle(Nic nic) => nic.SetState(nic.State switch
    {
        Running => Stop,
        Stop => Running,
        PreCopy or PreCopyP2P => StopCopy,
        StopCopy => Stop,
        _ => Running,
    });

    public void Cycle(Nic nic)
    {
        MigrationState[] order = [PreCopy, StopCopy, Stop, Running];
        foreach (MigrationState target in order)
            nic.SetState(target);
        nic.SetState(PreCopy);
    }

    public void Dispose()
    {
        foreach (Nic nic in _nics)
            nic.Reset();
        _active?.Reset();
        _active = null;
    }
}
