using System;
using System.Collections.Generic;

namespace MigSdk.Host.Tests;

/// <summary>Keeps every report, and throws at one of them if it is told to.</summary>
internal sealed class Reports(int throwsAt = -1) : IProgress<MigrationProgress>
{
    internal List<MigrationProgress> All { get; } = [];

    public void Report(MigrationProgress value)
    {
        All.Add(value);
        if (All.Count - 1 == throwsAt)
            throw new InvalidOperationException("the observer has enough");
    }
}
