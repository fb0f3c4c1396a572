using System;

namespace MigSdk.Host;

/// <summary>Tells the receiver how far the migration is, and then the sender's own observer.</summary>
internal sealed class SendingProgress(MigrationLink link, IProgress<MigrationProgress>? observer)
    : IProgress<MigrationProgress>
{
    public void Report(MigrationProgress value)
    {
        link.Post(ProgressMessage.Of(value));
        observer?.Report(value);
    }
}
