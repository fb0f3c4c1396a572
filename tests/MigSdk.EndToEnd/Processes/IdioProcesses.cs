using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.EndToEnd.Processes;

/// <summary>As many processes as are wanted at once. One that is given back is reset, and taken again.</summary>
internal sealed class IdioProcesses : IAsyncDisposable
{
    private readonly ConcurrentBag<IdioProcess> _all = [];
    private readonly ConcurrentBag<IdioProcess> _idle = [];

    internal async ValueTask<IdioProcess> TakeAsync(CancellationToken cancel)
    {
        if (!_idle.TryTake(out IdioProcess? process))
        {
            process = await IdioProcess.StartAsync(cancel);
            _all.Add(process);
        }

        await process.ResetAsync(cancel);
        return process;
    }

    internal void Give(IdioProcess process) => _idle.Add(process);

    public async ValueTask DisposeAsync()
    {
        foreach (IdioProcess process in _all)
            await process.DisposeAsync();
    }
}
