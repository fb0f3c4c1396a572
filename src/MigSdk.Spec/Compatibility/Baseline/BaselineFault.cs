namespace MigSdk.Spec;

/// <summary>Something that is wrong with a line of a baseline file.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line's number; the first is 1.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Message">The fault and its remedy in words.</param>
/// <param name="Spec">The name of the spec that the line is about, as the line spells it; null if it has none.</param>
public sealed record BaselineFault(BaselineFile File, int Line, BaselineFaultKind Kind, string Message, string? Spec)
{
    /// <summary>Whether what is recorded of the spec is not known for certain because of the fault.</summary>
    public bool HidesSpec => Kind
        is BaselineFaultKind.Unreadable or BaselineFaultKind.Contradiction or BaselineFaultKind.Incomplete;
}
