using System;
using System.Collections.Generic;

namespace MigSdk.Interleavings.Tests;

/// <summary>
/// Looks for two accesses to a plain field, one of them a store, that no synchronisation has put in an order. Where there are
/// none it is enough to let actors change places at operations.
/// </summary>
/// <remarks>
/// An operation that stores hands on what its actor has done before; one that looks takes it over. The order in which the run
/// happened to do things counts for nothing.
/// </remarks>
internal sealed class Races(Execution execution)
{
    private readonly Clock[] _clocks = new Clock[Clock.MaxActors];
    private readonly Dictionary<int, Clock> _handedOn = [];
    private readonly Dictionary<int, Accesses> _fields = [];
    private Clock _atOperation;

    internal void Born(int actor, Actor? parent)
    {
        _clocks[actor] = Clock.New();
        if (parent is null)
            return;
        _clocks[parent.Index][parent.Index]++;
        _clocks[actor].Join(_clocks[parent.Index]);
    }

    internal void Begin(Actor actor)
    {
        Clock clock = _clocks[actor.Index];
        clock[actor.Index]++;
        if (actor.Next.Access is Access.Read or Access.Both && _handedOn.TryGetValue(actor.Next.Variable, out Clock other))
            clock.Join(other);
        if (actor.Next.Writes)
            _atOperation = clock.Copy();
    }

    internal void Complete(Operation done, Footprint footprint)
    {
        if (!done.Writes || footprint.Changes == 0 || done.Variable == Operation.Nothing)
            return;
        if (_handedOn.TryGetValue(done.Variable, out Clock other))
            other.Join(_atOperation);
        else
            _handedOn.Add(done.Variable, _atOperation);
    }

    internal void Touch(object owner, string field, bool writes)
    {
        int variable = execution.VariableOf(owner, field);
        if (!_fields.TryGetValue(variable, out Accesses? accesses))
            _fields.Add(variable, accesses = new Accesses());
        int self = Execution.Self.Index;
        for (int other = 0; other < Clock.MaxActors; other++)
        {
            int last = writes ? Math.Max(accesses.Looks[other], accesses.Stores[other]) : accesses.Stores[other];
            if (other != self && last > 0 && _clocks[self][other] <= last)
                execution.Fail(new DataRaceException($"{Execution.Self.Name} {(writes ? "stores" : "looks at")} {field} beside another."));
        }

        (writes ? accesses.Stores : accesses.Looks)[self] = _clocks[self][self];
    }

    /// <summary>What the calling actor knows now of what others have done.</summary>
    internal Clock Knowledge() => _clocks[Execution.Self.Index].Copy();

    private sealed class Accesses
    {
        internal int[] Looks { get; } = new int[Clock.MaxActors];

        internal int[] Stores { get; } = new int[Clock.MaxActors];
    }
}

/// <summary>Two actors touch a plain field, and nothing says who is first.</summary>
public sealed class DataRaceException(string message) : Exception(message);
