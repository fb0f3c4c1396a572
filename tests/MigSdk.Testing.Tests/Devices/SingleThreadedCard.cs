using System;
using System.Collections.Concurrent;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Tests;

/// <summary>A card whose driver may only be used from one thread, and which notes which ones its handlers are called on.</summary>
[MigrationDriver(SingleThreaded = true)]
internal sealed partial class SingleThreadedCard(CardDevice device)
{
    internal CardDevice Device => device;

    internal ConcurrentDictionary<int, bool> Threads { get; } = [];

    [Arc(Running, Stop)]
    private void Halt()
    {
        Threads[Environment.CurrentManagedThreadId] = true;
        device.Halt();
    }

    [Arc(Stop, Running)]
    private void Start()
    {
        Threads[Environment.CurrentManagedThreadId] = true;
        device.Start();
    }

    [Arc(Stop, StopCopy)]
    private SavingSession BeginSaving() => device.BeginSaving();

    [Arc(StopCopy, Stop)]
    private void EndSaving() => device.EndSaving(StopCopy);

    [Arc(Stop, Resuming)]
    private CardIntake BeginResuming() => device.BeginResuming();

    [Arc(Resuming, Stop)]
    private void Apply(CardIntake intake) => device.Apply(intake);

    [OnReset]
    private void ResetDevice() => device.Reset();
}
