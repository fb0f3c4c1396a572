using Xunit;

namespace MigSdk.Testing.Tests;

/// <summary>The same for explorations of more than one system.</summary>
public sealed class FullModelTheoryAttribute : TheoryAttribute
{
    public FullModelTheoryAttribute() => Skip = FullModelFactAttribute.IsFull ? null : FullModelFactAttribute.Reason;
}
