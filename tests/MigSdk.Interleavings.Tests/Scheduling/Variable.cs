using System.Collections.Generic;

namespace MigSdk.Interleavings.Tests;

/// <summary>Where in the run so far a thing was touched: points of the run by their numbers.</summary>
internal sealed class Variable
{
    internal List<int> Touched { get; } = [];

    /// <summary>Where a lock was taken last; null where it was not.</summary>
    internal int? LastAcquire { get; set; }
}
