using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>
/// What the paths of a method have brought to the operations that rules ask about. Every visit of an operation adds to it,
/// so that in the end it is what holds on all paths.
/// </summary>
internal sealed class FlowObservations
{
    private readonly Dictionary<IOperation, TransitionSeen?> _transitions = [];
    private readonly Dictionary<IOperation, SessionUseSeen?> _uses = [];
    private readonly Dictionary<IOperation, StartSeen> _starts = [];
    private readonly HashSet<IOperation> _readLater = [];

    /// <summary>The transitions that are asked of one known driver, by the call.</summary>
    public IEnumerable<TransitionSeen> Transitions => Known(_transitions.Values);

    /// <summary>The uses of one known session.</summary>
    public IEnumerable<SessionUseSeen> Uses => Known(_uses.Values);

    /// <summary>The starts of destinations, and the sessions of sources that had not been read to their end by then.</summary>
    public IEnumerable<(StartSeen Start, IOperation Unread, string Source)> Abandoned
    {
        get
        {
            foreach (StartSeen start in _starts.Values)
            {
                foreach (KeyValuePair<IOperation, string> session in start.Unread)
                {
                    if (!_readLater.Contains(session.Key))
                        yield return (start, session.Key, session.Value);
                }
            }
        }
    }

    /// <summary>A transition to a constant target is asked of a driver; of an unknown one where it is null.</summary>
    public void SeeTransition(DriverCall call, Transition? transition)
    {
        TransitionSeen? seen = transition is { Before: { IsLost: false, Driver: var driver }, Target: { } target }
            ? new TransitionSeen(call, transition.Name, driver, target, transition.Before.States)
            : null;
        if (_transitions.TryGetValue(call.Operation, out TransitionSeen? before))
            seen = TransitionSeen.Join(before, seen);
        _transitions[call.Operation] = seen;
    }

    /// <summary>A session, or where it is null something else, is used in a way that a closed one refuses.</summary>
    public void SeeUse(IOperation use, string member, string session, SessionTrack? track)
    {
        SessionUseSeen? seen = track is { IsCertainlyClosed: true }
            ? new SessionUseSeen(use, member, session, track.DriverName, track.Group)
            : null;
        if (_uses.TryGetValue(use, out SessionUseSeen? before) && before != seen)
            seen = null;
        _uses[use] = seen;
    }

    /// <summary>A destination is started.</summary>
    public void SeeStart(IOperation call, string destination, ImmutableDictionary<IOperation, string> unread) =>
        _starts[call] = new StartSeen(call, destination, _starts.TryGetValue(call, out StartSeen? before)
            ? before.Unread.RemoveRange(before.Unread.Keys.Except(unread.Keys))
            : unread);

    /// <summary>A session is read after the start of a destination.</summary>
    public void SeeReadLater(IOperation opening) => _readLater.Add(opening);

    private static IEnumerable<T> Known<T>(IEnumerable<T?> seen)
        where T : class
    {
        foreach (T? one in seen)
        {
            if (one is not null)
                yield return one;
        }
    }
}

/// <summary>A transition to a constant target, and the states that the driver may be in when it is asked.</summary>
internal sealed record TransitionSeen(DriverCall Call, string Name, UsedDriver Driver, int Target, IndexSet States)
{
    /// <summary>What holds on all paths; null where the driver is not one and the same.</summary>
    public static TransitionSeen? Join(TransitionSeen? one, TransitionSeen? other) =>
        one is not null && other is not null && ReferenceEquals(one.Driver, other.Driver) && one.Name == other.Name
            ? one with { States = one.States.Union(other.States) }
            : null;
}

/// <summary>A use of a session that is closed on all paths.</summary>
internal sealed record SessionUseSeen(IOperation Use, string Member, string Session, string Driver, string Group);

/// <summary>A destination's start, and the calls that opened saving sessions that nobody has read to their end.</summary>
internal sealed record StartSeen(IOperation Call, string Destination, ImmutableDictionary<IOperation, string> Unread);
