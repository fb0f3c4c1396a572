using Xunit;

namespace MigSdk.Testing.Tests.Soak;

/// <summary>Tests that count what this process holds: nothing else may run beside them.</summary>
[CollectionDefinition(nameof(CountsProcessResources), DisableParallelization = true)]
public sealed class CountsProcessResources;
