namespace MigSdk.Testing.Subjects;

/// <summary>Where in a step a test may interfere.</summary>
internal enum StepPoint
{
    /// <summary>Before the first handler.</summary>
    Before,

    /// <summary>Before an access of a handler to the hardware.</summary>
    During,

    /// <summary>After the last handler.</summary>
    After,
}
