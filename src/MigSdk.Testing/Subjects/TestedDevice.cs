using System;
using MigSdk.Host;

namespace MigSdk.Testing.Subjects;

/// <summary>One device that the author's factory has made, with what the author has told about it.</summary>
internal sealed record TestedDevice(IMigrationBackend Backend)
{
    /// <summary>What stands between the engine and the handlers; null where there are none to be seen.</summary>
    internal StepSeam? Seam { get; init; }

    internal Func<object>? Snapshot { get; init; }

    internal Action<int>? Work { get; init; }

    internal Func<long>? Activity { get; init; }

    internal Func<long>? PeerActivity { get; init; }

    internal Func<long>? Resources { get; init; }

    internal Action<Action?>? HookAccesses { get; init; }

    internal required Action Release { get; init; }
}
