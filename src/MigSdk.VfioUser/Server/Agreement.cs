using System;

namespace MigSdk.VfioUser;

/// <summary>What was agreed with a client.</summary>
/// <param name="ClientMaxTransfer">The most data that the client takes with a message, in bytes.</param>
/// <param name="IsExtended">Whether it is MigSdk's own client.</param>
/// <param name="WantsTwinSocket">Whether it takes the server's commands on a socket of their own.</param>
internal sealed record Agreement(int ClientMaxTransfer, bool IsExtended, bool WantsTwinSocket)
{
    // A client that takes less is one that takes nothing.
    private const ulong LeastTransfer = 1;

    /// <summary>What a client's VERSION comes to, and the answer to it.</summary>
    /// <exception cref="MigrationException">EINVAL or EOPNOTSUPP: there is no agreement with such a client.</exception>
    internal static (Agreement Agreement, VersionMessage Reply) Of(
        VersionMessage client, VfioUserServerOptions options, bool isMigratable)
    {
        if (client.Major != VersionMessage.CurrentMajor)
        {
            throw new MigrationException(
                Errno.EOPNOTSUPP,
                $"The client speaks version {client.Major}.{client.Minor}; this is {VersionMessage.CurrentMajor}.");
        }

        Capabilities theirs = client.Capabilities;
        ulong transfer = theirs.MaxTransfer ?? Capabilities.DefaultMaxTransfer;
        if (transfer < LeastTransfer)
            throw new MigrationException(Errno.EINVAL, "The client takes no data (max_data_xfer_size).");
        bool isExtended = theirs.MigSdk is { Version: >= 1 };
        bool hasTwin = theirs.TwinSocket is { Supported: true };
        var agreement = new Agreement(
            (int)Math.Min(transfer, (ulong)options.MaxDataTransferSize), isExtended, hasTwin);
        var ours = new Capabilities
        {
            MaxDescriptors = (uint)options.MaxMessageDescriptors,
            MaxTransfer = (ulong)options.MaxDataTransferSize,
            MaxDmaMaps = (ulong)options.MaxDmaMaps,
            PageSizes = (ulong)Environment.SystemPageSize,
            WriteMultiple = theirs.WriteMultiple is true ? true : null,
            TwinSocket = hasTwin ? new TwinSocketCapability { Supported = true, DescriptorIndex = 0 } : null,
            Migration = theirs.Migration is not null && isMigratable
                ? new MigrationCapability
                {
                    PageSize = (ulong)Environment.SystemPageSize,
                    MaxBitmap = (ulong)options.MaxDataTransferSize,
                }
                : null,
            MigSdk = isExtended
                ? new MigSdkCapability { Version = Math.Min(theirs.MigSdk!.Version, MigSdkCapability.CurrentVersion) }
                : null,
        };
        ushort minor = Math.Min(client.Minor, VersionMessage.CurrentMinor);
        return (agreement, new VersionMessage(VersionMessage.CurrentMajor, minor, ours));
    }
}
