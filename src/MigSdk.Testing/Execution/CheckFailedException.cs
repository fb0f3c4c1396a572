using System;

namespace MigSdk.Testing.Execution;

/// <summary>Something was not as it should be. The run makes a <see cref="CheckFailure"/> of it, with the walk.</summary>
internal sealed class CheckFailedException(string expected, string seen, Exception? cause = null)
    : Exception($"Expected {expected}, seen {seen}.", cause)
{
    internal string Expected => expected;

    internal string Seen => seen;
}
