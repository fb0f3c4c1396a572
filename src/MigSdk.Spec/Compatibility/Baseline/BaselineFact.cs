namespace MigSdk.Spec;

/// <summary>One fact of a spec that has been accepted: one line of a baseline.</summary>
/// <param name="Spec">The spec's name, as the line spells it.</param>
/// <param name="Text">The rest of the line.</param>
public sealed record BaselineFact(string Spec, string Text)
{
    /// <summary>The whole line, without its end.</summary>
    public override string ToString() => Spec + " " + Text;
}
