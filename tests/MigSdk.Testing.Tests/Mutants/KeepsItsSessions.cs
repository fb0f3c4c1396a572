using System.Collections.Concurrent;

namespace MigSdk.Testing.Tests;

/// <summary>Remembers every stream that it has ever taken.</summary>
internal sealed class KeepsItsSessions : CardDevice
{
    private readonly ConcurrentBag<CardIntake> _intakes = [];

    internal override CardIntake BeginResuming()
    {
        CardIntake intake = base.BeginResuming();
        _intakes.Add(intake);
        return intake;
    }
}
