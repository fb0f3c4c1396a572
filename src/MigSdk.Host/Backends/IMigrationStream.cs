namespace MigSdk.Host;

/// <summary>
/// A data window that a request has opened. The device closes it, by the request that leaves its states.
/// </summary>
public interface IMigrationStream
{
    /// <summary>
    /// Whether the host reads (<see cref="ISavingStream"/>) or writes (<see cref="IResumingStream"/>).
    /// </summary>
    SessionKind Kind { get; }
}
