using System;
using System.Collections.Generic;
using System.Threading;

namespace MigSdk.Interleavings.Tests;

/// <summary>One thread of the program under test, or one item of work that the thread pool would be given.</summary>
internal sealed class Actor(int index, string name, Operation first, Action body)
{
    internal int Index { get; } = index;

    internal string Name { get; } = name;

    internal Action Body { get; } = body;

    /// <summary>What it does when it is let.</summary>
    internal Operation Next { get; set; } = first;

    internal bool IsStarted { get; set; }

    internal bool IsDone { get; set; }

    /// <summary>How many items of work it has given to the pool.</summary>
    internal int Offspring { get; set; }

    /// <summary>The locks that it holds, the last one on top.</summary>
    internal Stack<object> Holds { get; } = new();

    internal SemaphoreSlim Turn { get; } = new(0);

    internal bool IsEnabled => !IsDone && (Next.Guard is null || Next.Guard());
}
