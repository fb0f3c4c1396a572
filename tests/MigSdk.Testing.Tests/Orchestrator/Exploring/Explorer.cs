using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using Xunit;

namespace MigSdk.Testing.Tests;

/// <summary>
/// Everything that can happen in a closed system, depth first. The programs in it are real and cannot be put back to where
/// they were, so each way is gone from the beginning.
/// </summary>
/// <param name="create">Makes the system.</param>
/// <param name="maxMishaps">The most mishaps in one way.</param>
/// <param name="merges">
/// Whether a way ends where it comes into a state from which another one, with no more mishaps, has gone on.
/// </param>
/// <param name="until">The law that it is enough to see violated; null to see everything.</param>
internal sealed class Explorer(Func<ClosedSystem> create, int maxMishaps, bool merges, Law? until = null)
{
    // Longer than any way that ends.
    private const int MaxSteps = 500;
    private const int StackSize = 16 * 1024 * 1024;

    private readonly List<Step> _way = [];

    /// <summary>How many ways were gone.</summary>
    internal int Ways { get; private set; }

    /// <summary>All states, where ways are merged.</summary>
    internal StateGraph Graph { get; } = new();

    /// <summary>What all ends are like.</summary>
    internal SortedSet<string> Outcomes { get; } = new(StringComparer.Ordinal);

    /// <summary>Which laws were violated, each with the shortest way to it.</summary>
    internal Dictionary<Law, (int Steps, string What)> Violations { get; } = [];

    private bool IsEnough => until is { } law && Violations.ContainsKey(law);

    /// <summary>
    /// Explores on a thread of its own: what goes on after a wait does so there only where nobody has a say in it, as test
    /// frameworks have on their threads.
    /// </summary>
    internal void Explore()
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(ExploreHere), StackSize);
        thread.Start();
        thread.Join();
        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
    }

    private void ExploreHere()
    {
        do
        {
            Ways++;
            Go(create());
        }
        while (!IsEnough && TryTurn());
        if (merges && Graph.LongestWay() is null)
            Violate(Law.AlwaysAWayOut, "a way leads in a circle");
        foreach (int[] way in Graph.Ways.TakeWhile(_ => !IsEnough))
            Wait(way);
    }

    /// <summary>Goes the way as far as it is known, and then on, always by what is first.</summary>
    private void Go(ClosedSystem system)
    {
        system.Begin();
        for (int depth = 0; ; depth++)
        {
            ModelEvent[] events = [.. system.Events()];
            if (depth == _way.Count && !TryArrive(system, events))
                return;
            Step step = _way[depth];
            Assert.True(events[step.Event].Name == step.Name, "The same events have led to something else.");
            events[step.Event].Happen();
        }
    }

    /// <returns>False where the way ends here.</returns>
    private bool TryArrive(ClosedSystem system, ModelEvent[] events)
    {
        int mishaps = _way.Count(step => !step.IsFree);
        bool isNew = true;
        int node = -1;
        if (merges)
        {
            int[] way = [.. _way.Select(step => step.Event)];
            isNew = Graph.TryAdd(HeapPrint.Of(system), system.IsOver, way, mishaps, out node);
            if (_way.Count > 0)
                Graph.Connect(_way[^1].Node, node);
        }

        if (system.IsOver)
            Outcomes.Add(system.Outcome);
        foreach ((Law law, string what) in system.Violations)
            Violate(law, what);
        if (_way.Count >= MaxSteps)
            Violate(Law.AlwaysAWayOut, "it goes on and on");
        if (events.Length == 0 && !system.IsOver)
            Violate(Law.AlwaysAWayOut, "nothing can happen any more, and it has not ended");
        var step = new Step(node, events, mishaps < maxMishaps);
        bool goesOn = isNew && system.Violations.Count == 0 && _way.Count < MaxSteps && step.TryNext();
        if (goesOn)
            _way.Add(step);
        return goesOn;
    }

    private bool TryTurn()
    {
        while (_way.Count > 0 && !_way[^1].TryNext())
            _way.RemoveAt(_way.Count - 1);
        return _way.Count > 0;
    }

    /// <summary>From a state nobody does anything any more: then all programs have to end by themselves.</summary>
    private void Wait(int[] way)
    {
        var names = new List<string>();
        ClosedSystem system = create();
        system.Begin();
        foreach (int next in way)
            Happen(system.Events().ElementAt(next));
        for (int passed = 0; !system.IsOver; passed++)
        {
            ModelEvent time = system.Events().FirstOrDefault(next => next.Kind == EventKind.Time);
            if (time.Happen is null || passed == MaxSteps)
            {
                Violate(Law.AlwaysAWayOut, "nobody answers any more, and it does not end", names);
                return;
            }

            Happen(time);
        }

        foreach ((Law law, string what) in system.Violations)
            Violate(law, what, names);

        void Happen(ModelEvent next)
        {
            names.Add(next.Name);
            next.Happen();
        }
    }

    private void Violate(Law law, string what, IReadOnlyCollection<string>? names = null)
    {
        names ??= [.. _way.Select(step => step.Name)];
        if (!Violations.TryGetValue(law, out (int Steps, string What) known) || known.Steps > names.Count)
            Violations[law] = (names.Count, string.Join("\n  ", [what, .. names]));
    }

    /// <summary>A state on the way, and which of its events happens.</summary>
    private sealed class Step(int node, ModelEvent[] events, bool mayGoWrong)
    {
        // Where nothing else goes on, time passes by itself.
        private readonly EventKind _free =
            Array.Exists(events, next => next.Kind == EventKind.Ordinary) ? EventKind.Ordinary : EventKind.Time;

        internal int Node => node;

        internal int Event { get; private set; } = -1;

        internal string Name => events[Event].Name;

        /// <summary>Whether what happens here is no mishap.</summary>
        internal bool IsFree => events[Event].Kind == _free;

        internal bool TryNext()
        {
            do
                Event++;
            while (Event < events.Length && !mayGoWrong && !IsFree);
            return Event < events.Length;
        }
    }
}
