namespace MigSdk.Spec;

/// <summary>A line of a baseline file.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line's number; the first is 1.</param>
/// <param name="Fact">The fact that the line records or takes back.</param>
/// <param name="IsRemoval">Whether the line takes the fact back.</param>
public sealed record BaselineEntry(BaselineFile File, int Line, BaselineFact Fact, bool IsRemoval)
{
    /// <summary>The whole line, without its end.</summary>
    public override string ToString() => (IsRemoval ? BaselineFile.RemovalPrefix : "") + Fact;
}
