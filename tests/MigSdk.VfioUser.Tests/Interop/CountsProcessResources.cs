using Xunit;

namespace MigSdk.VfioUser.Tests.Interop;

/// <summary>Tests that count this process's descriptors: nothing else may run beside them.</summary>
[CollectionDefinition(nameof(CountsProcessResources), DisableParallelization = true)]
public sealed class CountsProcessResources;
