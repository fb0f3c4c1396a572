using System;

namespace MigSdk.EndToEnd;

/// <summary>
/// A folder for what the tests of a class build of this tree, outside of the tree's own, which another build may be
/// writing. What one test has built the next need not build again.
/// </summary>
public sealed class BuildOutput : IDisposable
{
    private readonly Workspace _work = new();

    internal string Folder => _work.Root;

    public void Dispose() => _work.Dispose();
}
