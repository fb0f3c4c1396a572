using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Testing.Tests;

/// <summary>pds, 457f73082547: the stream of a migration that is over can still be read.</summary>
internal sealed class ReadsAfterClose(IMigrationBackend inner) : WrongBackend(inner)
{
    public override async ValueTask<IMigrationStream?> SetStateAsync(MigrationState target, CancellationToken cancel = default)
    {
        IMigrationStream? stream = await base.SetStateAsync(target, cancel);
        return stream is ISavingStream saving ? new WrongSaving(saving, ReadAsync) : stream;
    }

    private static async ValueTask<SessionRead> ReadAsync(System.Func<ValueTask<SessionRead>> read)
    {
        try
        {
            return await read();
        }
        catch (MigrationException failure) when (failure.Errno == Errno.ENODEV)
        {
            return new SessionRead(ReadOutcome.EndOfStream, 0);
        }
    }
}
