using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace MigSdk.Interleavings.Tests;

/// <summary>
/// Goes through all interleavings, depth first. Of those that differ only in the order of events that do not touch the same
/// thing it makes one: where two events of a run could have come the other way round, and that matters, the other way is tried.
/// </summary>
/// <remarks>
/// Dynamic partial order reduction with source sets and sleep sets (Abdulla, Aronis, Jonsson, Sagonas: Optimal dynamic partial
/// order reduction, POPL 2014, algorithm 1). It leaves out no deadlock and no failure that a single actor can see.
/// </remarks>
internal sealed class Explorer : ISchedule
{
    private readonly Dictionary<string, int> _indices = [];
    private readonly List<string> _names = [];
    private readonly List<Node> _path = [];
    private readonly Dictionary<int, Variable> _variables = [];
    private readonly Clock[] _clocks = new Clock[Clock.MaxActors];
    // Whoever was given to the pool by the event under way.
    private readonly List<int> _born = [];
    private int _depth;
    // Up to here the run repeats the one before.
    private int _repeated;
    private bool _isUnderWay;

    /// <summary>How many runs have come to an end.</summary>
    internal long Runs { get; private set; }

    /// <summary>How many runs were given up because all that they could still lead to was seen.</summary>
    internal long Pruned { get; private set; }

    /// <summary>How many operations were carried out.</summary>
    internal long Events { get; private set; }

    /// <summary>The longest run, in operations.</summary>
    internal int Longest { get; private set; }

    /// <summary>The schedule of the run: names, each with how many operations it may do.</summary>
    internal string Schedule => Schedules.Write(_path.Take(_depth).Select(node => _names[node.Actor]));

    public bool WasCut { get; private set; }

    public int IndexOf(string actor)
    {
        if (!_indices.TryGetValue(actor, out int index))
        {
            _indices.Add(actor, index = _names.Count);
            _names.Add(actor);
            if (index >= Clock.MaxActors)
                throw new InvalidOperationException($"There are more than {Clock.MaxActors} actors.");
        }

        _clocks[index] = Clock.New();
        if (_isUnderWay)
            _born.Add(index);
        return index;
    }

    /// <summary>Prepares the next run.</summary>
    /// <returns>False where all have been made.</returns>
    internal bool TryBegin()
    {
        if (_path.Count > 0)
        {
            Count();
            if (!TryTurnBack())
                return false;
        }

        _depth = 0;
        WasCut = false;
        _variables.Clear();
        return true;
    }

    public Actor? Choose(IReadOnlyList<Actor> enabled)
    {
        uint mask = 0;
        foreach (Actor actor in enabled)
            mask |= Bit(actor.Index);
        if (_depth < _path.Count)
        {
            if (_path[_depth].Enabled != mask)
                throw new InvalidOperationException($"The scenario is not the same in every run (at {Schedule}).");
        }
        else if (!TryAdd(enabled, mask))
        {
            WasCut = true;
            return null;
        }

        Node node = _path[_depth++];
        _isUnderWay = true;
        foreach (Actor actor in enabled)
        {
            if (actor.Index == node.Actor)
                return actor;
        }

        throw new InvalidOperationException($"{_names[node.Actor]} cannot go on (at {Schedule}).");
    }

    public void Complete(Footprint footprint)
    {
        if (!_isUnderWay)
            return;
        _isUnderWay = false;
        int point = _depth - 1;
        Node node = _path[point];
        Operation done = node.Next[node.Actor];
        node.Variable = done.Variable;
        node.Footprint = footprint;
        Clock clock = _clocks[node.Actor];
        if (done.Variable != Operation.Nothing)
            Order(point, node, done, clock);
        node.Ordinal = ++clock[node.Actor];
        node.Clock = clock.Copy();
        foreach (int child in _born)
            _clocks[child].Join(clock);
        _born.Clear();
    }

    // Puts the event behind those on which it depends, and asks of each whether it could have come after it.
    private void Order(int point, Node node, Operation done, Clock clock)
    {
        if (!_variables.TryGetValue(done.Variable, out Variable? variable))
            _variables.Add(done.Variable, variable = new Variable());
        Clock before = clock.Copy();
        // Who had to wait could not have come earlier. Of two that take a lock, either could have been the first.
        bool couldBeEarlier = point >= _repeated && done.Guard is null;
        if (point >= _repeated && done.IsAcquire && variable.LastAcquire is { } acquire)
            Turn(acquire, point, before);
        for (int index = variable.Touched.Count - 1; index >= 0; index--)
        {
            Node other = _path[variable.Touched[index]];
            if (!other.IsDependentOn(done.Variable, node.Footprint) || other.IsBefore(clock))
                continue;
            if (couldBeEarlier)
                Turn(variable.Touched[index], point, clock);
            clock.Join(other.Clock);
        }

        variable.Touched.Add(point);
        if (done.IsAcquire)
            variable.LastAcquire = point;
    }

    /// <summary>Sees to it that a run is made in which the later of two events comes first.</summary>
    private void Turn(int earlier, int later, Clock beforeLater)
    {
        Node there = _path[earlier];
        int actor = _path[later].Actor;
        if (there.IsBefore(beforeLater))
            return;

        // All that is between the two and does not need the earlier one, and then the later one: whoever can be first there.
        var between = new List<Node>();
        uint first = 0;
        uint seen = 0;
        for (int point = earlier + 1; point < later; point++)
        {
            Node node = _path[point];
            if (there.IsBefore(node.Clock))
                continue;
            if ((seen & Bit(node.Actor)) == 0 && !between.Exists(other => other.IsBefore(node.Clock)))
                first |= Bit(node.Actor);
            seen |= Bit(node.Actor);
            between.Add(node);
        }

        if ((seen & Bit(actor)) == 0 && !between.Exists(other => other.IsBefore(beforeLater)))
            first |= Bit(actor);
        first &= there.Enabled;
        if (first == 0)
            there.Backtrack |= there.Enabled;
        else if ((first & there.Backtrack) == 0)
            there.Backtrack |= (first & Bit(actor)) != 0 ? Bit(actor) : first & (~first + 1);
    }

    private bool TryAdd(IReadOnlyList<Actor> enabled, uint mask)
    {
        uint asleep = 0;
        if (_path.Count > 0)
        {
            Node before = _path[^1];
            uint candidates = (before.Asleep | before.Done) & ~Bit(before.Actor);
            for (; candidates != 0; candidates &= candidates - 1)
            {
                int index = BitOperations.TrailingZeroCount(candidates);
                if (!before.IsDependentOn(before.Next[index].Variable, before.Next[index].Footprint))
                    asleep |= Bit(index);
            }
        }

        uint open = mask & ~asleep;
        if (open == 0)
            return false;
        // Whoever is running goes on: to change costs more than all else.
        int last = _path.Count > 0 ? _path[^1].Actor : 0;
        int chosen = (open & Bit(last)) != 0 ? last : BitOperations.TrailingZeroCount(open);
        var node = new Node { Enabled = mask, Asleep = asleep, Actor = chosen, Backtrack = Bit(chosen) };
        foreach (Actor actor in enabled)
            node.Next[actor.Index] = actor.Next;
        _path.Add(node);
        return true;
    }

    private bool TryTurnBack()
    {
        while (_path.Count > 0)
        {
            Node node = _path[^1];
            node.Done |= Bit(node.Actor);
            uint open = node.Backtrack & ~node.Done & ~node.Asleep;
            if (open != 0)
            {
                node.Actor = BitOperations.TrailingZeroCount(open);
                _repeated = _path.Count - 1;
                return true;
            }

            _path.RemoveAt(_path.Count - 1);
        }

        return false;
    }

    private void Count()
    {
        Events += _depth;
        Longest = Math.Max(Longest, _depth);
        if (WasCut)
            Pruned++;
        else
            Runs++;
    }

    private static uint Bit(int index) => 1u << index;
}
