using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace MigSdk.Testing.Tests;

/// <summary>Source, destination and host as a closed system, and the laws that it is under.</summary>
internal sealed class ModelWorld
{
    private static readonly int Happenings = Enum.GetValues<Happening>().Length;

    // More than any migration with its recovery takes: one that goes on longer does not end.
    private const int MaxOperations = 200;

    private readonly Choices _choices;
    private readonly HashSet<(ModelState, ModelState, bool)> _seen;
    private bool _hasDestinationRun;

    internal ModelWorld(Choices choices, HashSet<(ModelState, ModelState, bool)> seen, ModelKind source, ModelKind destination)
    {
        _choices = choices;
        _seen = seen;
        Source = new ModelDevice(this, "source", source) { Content = 7 };
        Destination = new ModelDevice(this, "destination", destination);
    }

    internal ModelDevice Source { get; }

    internal ModelDevice Destination { get; }

    internal CancellationTokenSource Host { get; } = new();

    internal List<string> Log { get; } = [];

    internal List<string> Violations { get; } = [];

    /// <summary>What somebody else does to a device before an operation; null for nothing.</summary>
    internal Action<ModelDevice, string>? Others { get; set; }

    /// <summary>Decides what comes of an operation.</summary>
    internal Happening Next(ModelDevice device, string operation)
    {
        if (Log.Count == MaxOperations)
            Violate("the migration does not end");
        Others?.Invoke(device, operation);
        var happening = (Happening)_choices.Choose(Happenings);
        Log.Add($"{device.Name} {operation}" + (happening == Happening.Done ? "" : $" ({happening})"));
        if (happening == Happening.HostCancels)
            Host.Cancel();
        return happening;
    }

    /// <summary>The law, looked at after every change.</summary>
    internal void Look()
    {
        _seen.Add((Source.Facts, Destination.Facts, Host.IsCancellationRequested));
        _hasDestinationRun |= Destination.RunsMigrated;
        if (Destination.RunsMigrated && Source.IsRunning)
            Violate("both run");
        else if (_hasDestinationRun && Source.IsRunning)
            Violate("the source runs after the destination has");
    }

    internal void Violate(string what) => Violations.Add($"{what}, after {string.Join(", ", Log.TakeLast(12))}");
}
