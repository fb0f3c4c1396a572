using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Testing.Subjects;

/// <summary>Devices behind a back end of the host, wherever they are.</summary>
internal sealed class BackendSource<TBackend>(
    Func<CancellationToken, ValueTask<TBackend>> connect, ConformanceOptions<TBackend> options) : DeviceSource
    where TBackend : class, IMigrationBackend
{
    internal override string Name => typeof(TBackend).Name;

    internal override async Task<TestedDevice> CreateAsync(Way way, CancellationToken cancel)
    {
        TBackend backend = await connect(cancel)
            ?? throw new InvalidOperationException($"The factory of {Name} gave null.");
        return Describe(backend, backend, null, options);
    }
}
