using System;
using System.Collections.Concurrent;

namespace MigSdk.Testing.Tests;

/// <summary>Remembers every stream that it has ever begun to take, with what it has staged for it.</summary>
internal sealed class KeepsItsSessions : CardDevice
{
    private readonly ConcurrentBag<CardIntake> _intakes = [];

    internal override CardIntake BeginResuming()
    {
        var intake = new Intake();
        _intakes.Add(intake);
        return intake;
    }

    private sealed class Intake : CardIntake
    {
        private readonly byte[] _staging = new byte[64 * 1024];

        protected override void OnClosed() => _staging.AsSpan().Clear();
    }
}
