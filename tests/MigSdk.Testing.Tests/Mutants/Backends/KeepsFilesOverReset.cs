using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Testing.Tests;

/// <summary>pds, 8512ed256334: a reset keeps the data window open.</summary>
internal sealed class KeepsFilesOverReset(IMigrationBackend inner) : WrongBackend(inner)
{
    private int _resets;

    public override ValueTask ResetAsync(CancellationToken cancel = default)
    {
        _resets++;
        return base.ResetAsync(cancel);
    }

    public override async ValueTask<IMigrationStream?> SetStateAsync(MigrationState target, CancellationToken cancel = default)
    {
        int resets = _resets;
        IMigrationStream? stream = await base.SetStateAsync(target, cancel);
        return stream is ISavingStream saving ? new WrongSaving(saving, read => ReadAsync(read, resets)) : stream;
    }

    private async ValueTask<SessionRead> ReadAsync(Func<ValueTask<SessionRead>> read, int resets)
    {
        try
        {
            return await read();
        }
        catch (MigrationException failure) when (failure.Errno == Errno.ENODEV && resets != _resets)
        {
            return new SessionRead(ReadOutcome.EndOfStream, 0);
        }
    }
}
