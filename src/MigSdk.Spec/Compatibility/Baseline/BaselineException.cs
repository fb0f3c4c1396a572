using System;

namespace MigSdk.Spec;

/// <summary>A fact cannot be read, or facts do not make a spec.</summary>
internal sealed class BaselineException(string message, string? fact = null) : FormatException(message)
{
    /// <summary>The fact that it is about; null if it is about all of them.</summary>
    public string? Fact => fact;
}
