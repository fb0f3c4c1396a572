using MigSdk.Host;

namespace MigSdk.Testing.Tests;

/// <summary>Claims PRE_COPY without STOP_COPY.</summary>
internal sealed class ClaimsPreCopyAlone(IMigrationBackend inner) : WrongBackend(inner)
{
    public override MigrationFeatures Features => MigrationFeatures.PreCopy;
}
