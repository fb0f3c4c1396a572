using System;
using System.Collections.Generic;

namespace MigSdk.Testing.Tests;

/// <summary>A closed system with a source and a destination, and the laws that are over these at all times.</summary>
internal abstract class MigrationSystem : ClosedSystem
{
    protected MigrationSystem(ModelKind source, ModelKind destination)
    {
        Clock = new ModelClock(this);
        Source = new ModelDevice("source", source, this) { Content = ModelDevice.Precious };
        Destination = new ModelDevice("destination", destination, this);
    }

    internal ModelDevice Source { get; }

    internal ModelDevice Destination { get; }

    /// <summary>Whether the destination has ever worked on the source's state.</summary>
    internal bool HasDestinationRun { get; private set; }

    /// <summary>Whether somebody other than the migration has reset the source.</summary>
    internal bool WasResetByOthers { get; private protected set; }

    protected ModelClock Clock { get; }

    internal override IEnumerable<ModelEvent> Events()
    {
        foreach (ModelEvent next in AllEvents())
            yield return next with { Happen = () => Happen(next.Happen) };
    }

    /// <summary>Is called after every change of a device.</summary>
    internal void Look()
    {
        if (Destination.RunsMigrated && Source.IsRunning)
            Violate(Law.NeverBothRun, "both run");
        else if (HasDestinationRun && Source.IsRunning)
            Violate(Law.TheSourceStaysStopped, "the source runs after the destination has");
        HasDestinationRun |= Destination.RunsMigrated;
    }

    protected abstract IEnumerable<ModelEvent> AllEvents();

    /// <summary>What follows from a program's end.</summary>
    protected virtual void Settle()
    {
    }

    /// <summary>The laws over what is said when all is over.</summary>
    protected abstract void Judge();

    private void Happen(Action next)
    {
        next();
        Settle();
        if (IsOver)
            Judge();
    }
}
