using Xunit;

namespace MigSdk.Tests;

/// <summary>
/// Tests of what the whole process shares: whether somebody observes the SDK. They run alone, since a listener would make
/// other tests' transitions cost something.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessWide
{
    public const string Name = "Process-wide";
}
