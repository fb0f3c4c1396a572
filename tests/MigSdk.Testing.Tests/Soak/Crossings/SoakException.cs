using System;

namespace MigSdk.Testing.Tests.Soak;

/// <summary>What a soak has found.</summary>
internal sealed class SoakException : Exception
{
    internal SoakException(string message, Outcome outcome)
        : base($"{message}\n  {outcome}\n{outcome.Details()}")
    {
    }

    internal SoakException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
