using System;

namespace MigSdk.Interleavings.Tests.Scenarios;

/// <summary>One request of a host, from its beginning to its answer.</summary>
internal sealed class Call(string name, Action<int>? during)
{
    internal string Name { get; } = name;

    /// <summary>What its handlers do, by their number from 1.</summary>
    internal Action<int>? During { get; } = during;

    /// <summary>How many handlers have run for it.</summary>
    internal int Handlers { get; set; }

    internal bool HasBegun => Handlers > 0;

    /// <summary>With what a handler has failed.</summary>
    internal Errno Failure { get; set; }

    /// <summary>Whether the host has seen that it waits for its turn.</summary>
    internal bool IsWaiting { get; set; }

    /// <summary>Who waited when it was made.</summary>
    internal Call[] Ahead { get; set; } = [];

    internal bool HasReturned { get; set; }

    /// <summary>How many resets have run in it.</summary>
    internal int Resets { get; set; }

    /// <summary>How many of them after one of its handlers.</summary>
    internal int LateResets { get; set; }

    /// <summary>Whether a handler has found its token cancelled.</summary>
    internal bool SawCancellation { get; set; }
}
