using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Testing.Tests;

/// <summary>Says that its stream has ended where it has only no data yet.</summary>
internal sealed class EndsInPreCopy(IMigrationBackend inner) : WrongBackend(inner)
{
    public override async ValueTask<IMigrationStream?> SetStateAsync(MigrationState target, CancellationToken cancel = default)
    {
        IMigrationStream? stream = await base.SetStateAsync(target, cancel);
        return stream is ISavingStream saving ? new WrongSaving(saving, async read => Mistake(await read())) : stream;
    }

    private static SessionRead Mistake(SessionRead read) =>
        read.Outcome == ReadOutcome.NoDataYet ? new SessionRead(ReadOutcome.EndOfStream, 0) : read;
}
