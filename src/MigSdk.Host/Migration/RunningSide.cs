namespace MigSdk.Host;

/// <summary>Which side runs after a migration that did not succeed.</summary>
public enum RunningSide
{
    /// <summary>The source runs; the destination has not worked on its state.</summary>
    Source,

    /// <summary>The destination runs; the source is stopped and must stay so.</summary>
    Destination,

    /// <summary>Neither runs. The message says what each of them is in.</summary>
    Neither,

    /// <summary>
    /// A device may or may not run: it does not answer, or may have been working and refuses to be reset. The message
    /// says which. The other one must not be started before this one is certainly gone.
    /// </summary>
    Unknown,
}
