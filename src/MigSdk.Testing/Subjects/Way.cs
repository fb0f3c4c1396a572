namespace MigSdk.Testing.Subjects;

/// <summary>By which way requests come to a device.</summary>
internal enum Way
{
    /// <summary>As a host makes them.</summary>
    Plain,

    /// <summary>The same, with a seam between the engine and the handlers where there can be one.</summary>
    Seamed,

    /// <summary>By the driver's own <c>SetState</c>, on the caller's stack.</summary>
    Synchronous,
}
