using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;

namespace MigSdk.Interleavings.Tests;

/// <summary>
/// One run of a scenario: its actors are threads of which one runs at a time, from one operation on shared things to the next.
/// Who is next the schedule says.
/// </summary>
internal sealed class Execution
{
    [ThreadStatic]
    private static Actor? _self;

    private static Execution? _current;

    // More than ten times what any run needs.
    private const int MaxOperations = 2_000;

    private readonly ISchedule _schedule;
    private readonly List<Actor> _actors = [];
    private readonly List<Actor> _enabled = [];
    private readonly Dictionary<(object Owner, string Name), int> _variables = new(ByReference.Instance);
    private readonly SemaphoreSlim _over = new(0);
    private Actor? _last;
    private Operation _done;
    private int _operations;
    private bool _isUnwinding;

    internal Execution(ISchedule schedule)
    {
        _schedule = schedule;
        Races = new Races(this);
    }

    /// <summary>The run to which the calling thread belongs; null where it is no actor's.</summary>
    internal static Execution? Current => _self is null ? null : _current;

    internal static Actor Self => _self!;

    internal Exception? Failure { get; private set; }

    internal Races Races { get; }

    /// <summary>What the operation under way has looked at and changed, where it is known better than before it.</summary>
    internal Footprint? Footprint { get; set; }

    /// <summary>The locks that somebody holds.</summary>
    internal HashSet<object> Held { get; } = new(ReferenceEqualityComparer.Instance);

    internal bool IsUnwinding => _isUnwinding;

    /// <summary>Runs a scenario's actors until all have ended, one has failed, nobody can go on or the schedule ends it.</summary>
    internal void Run(IEnumerable<(string Name, Action Body)> actors)
    {
        _current = this;
        foreach ((string name, Action body) in actors)
            Add(name, new Operation(Operation.Nothing, Access.None, "begins", ""), body);
        LetNext();
        _over.Wait();
        Unwind();
        _current = null;
    }

    /// <summary>Gives the pool an item of work, which can be done when the guard allows it.</summary>
    internal void Spawn(Operation first, Action body) => Add($"{Self.Name}+{++Self.Offspring}", first, body);

    /// <summary>Before every operation: waits until the schedule lets the actor go on.</summary>
    internal void Await(Operation next)
    {
        if (_isUnwinding)
            throw new UnwindingException();
        Actor self = Self;
        self.Next = next;
        Actor? chosen = Choose();
        if (chosen == self)
            return;
        Let(chosen);
        self.Turn.Wait();
        if (_isUnwinding)
            throw new UnwindingException();
    }

    /// <summary>The number of a thing: the same in every run that has begun in the same way.</summary>
    internal int VariableOf(object? owner, string name)
    {
        // A field of which the object is not known counts as one for all objects, which only gives more to explore.
        (object, string) key = (owner ?? typeof(Execution), name);
        if (!_variables.TryGetValue(key, out int variable))
            _variables.Add(key, variable = _variables.Count);
        return variable;
    }

    /// <summary>Ends the run at the next operation.</summary>
    internal void Fail(Exception failure) => Failure ??= failure;

    private void Add(string name, Operation first, Action body)
    {
        var actor = new Actor(_schedule.IndexOf(name), name, first, body);
        Races.Born(actor.Index, _self);
        _actors.Add(actor);
    }

    private Actor? Choose()
    {
        if (_last is not null)
        {
            Footprint footprint = Footprint ?? _done.Footprint;
            _schedule.Complete(footprint);
            Races.Complete(_done, footprint);
        }

        Footprint = null;
        if (++_operations > MaxOperations)
            Fail(new DeadlockException($"The run has not ended after {MaxOperations} operations."));
        if (Failure is not null)
            return null;
        _enabled.Clear();
        foreach (Actor actor in _actors)
        {
            if (actor.IsEnabled)
                _enabled.Add(actor);
        }

        return _enabled.Count > 0 ? ChooseOf(_enabled) : End();
    }

    private Actor? ChooseOf(List<Actor> enabled)
    {
        _last = _schedule.Choose(enabled);
        if (_last is not null)
        {
            _done = _last.Next;
            Races.Begin(_last);
        }

        return _last;
    }

    private Actor? End()
    {
        Actor[] stuck = [.. _actors.Where(actor => !actor.IsDone && !actor.Next.MayNeverBegin)];
        if (stuck.Length > 0)
        {
            Fail(new DeadlockException(
                "Nobody can go on: " + string.Join(", ", stuck.Select(actor => $"{actor.Name} {actor.Next.Verb} {actor.Next.Name}"))));
        }

        return null;
    }

    private void LetNext() => Let(Choose());

    private void Let(Actor? actor)
    {
        if (actor is null)
        {
            _over.Release();
        }
        else if (actor.IsStarted)
        {
            actor.Turn.Release();
        }
        else
        {
            actor.IsStarted = true;
            Worker.Run(() => Live(actor));
        }
    }

    private void Live(Actor actor)
    {
        _self = actor;
        try
        {
            actor.Body();
        }
        catch (UnwindingException)
        {
        }
        catch (Exception cause)
        {
            Fail(cause);
        }

        actor.IsDone = true;
        if (_isUnwinding)
            _over.Release();
        else
            LetNext();
        _self = null;
    }

    // Whoever still stands somewhere leaves by an exception, one after the other.
    private void Unwind()
    {
        _isUnwinding = true;
        foreach (Actor actor in _actors)
        {
            if (!actor.IsStarted || actor.IsDone)
                continue;
            actor.Turn.Release();
            _over.Wait();
        }
    }

    private sealed class ByReference : IEqualityComparer<(object Owner, string Name)>
    {
        internal static ByReference Instance { get; } = new();

        public bool Equals((object Owner, string Name) x, (object Owner, string Name) y) =>
            ReferenceEquals(x.Owner, y.Owner) && x.Name == y.Name;

        public int GetHashCode((object Owner, string Name) key) =>
            HashCode.Combine(RuntimeHelpers.GetHashCode(key.Owner), key.Name);
    }

    private sealed class UnwindingException : Exception;
}

/// <summary>Nobody can go on, and not everybody is done.</summary>
public sealed class DeadlockException(string message) : Exception(message);
