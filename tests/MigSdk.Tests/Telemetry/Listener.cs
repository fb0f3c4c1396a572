using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Linq;
using System.Threading;

namespace MigSdk.Tests;

/// <summary>One measurement with its tags.</summary>
internal sealed record Measured(string Instrument, double Value, Dictionary<string, object?> Tags)
{
    internal string? this[string tag] => Tags.GetValueOrDefault(tag)?.ToString();
}

/// <summary>Listens to some of the SDK's instruments, and to its activities if asked to.</summary>
internal sealed class Listener : IDisposable
{
    private readonly Lock _lock = new();
    private readonly MeterListener _meters = new();
    private readonly ActivityListener? _activities;

    internal Listener(bool activities, params string[] instruments)
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "MigSdk" && instruments.Contains(instrument.Name))
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.Start();
        if (!activities)
            return;
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "MigSdk",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (_lock)
                    Activities.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(_activities);
    }

    internal List<Measured> Measurements { get; } = [];

    /// <summary>In the order in which they ended.</summary>
    internal List<Activity> Activities { get; } = [];

    public void Dispose()
    {
        _meters.Dispose();
        _activities?.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var measured = new Measured(instrument.Name, value, new(tags.ToArray()));
        lock (_lock)
            Measurements.Add(measured);
    }
}
