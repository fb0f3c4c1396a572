using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MigSdk.Analyzers;

/// <summary>What is known at one point of a method: of places, and of the sessions that it has opened. Immutable.</summary>
/// <remarks>Of a place that is not in it nothing is known: a driver there may be in any state.</remarks>
internal sealed class FlowState : IEquatable<FlowState>
{
    private readonly ImmutableDictionary<Place, FlowValue> _values;

    private FlowState(ImmutableDictionary<Place, FlowValue> values, ImmutableDictionary<IOperation, SessionTrack> sessions)
    {
        _values = values;
        Sessions = sessions;
    }

    /// <summary>Nothing is known.</summary>
    public static FlowState Unknown { get; } =
        new(ImmutableDictionary<Place, FlowValue>.Empty, ImmutableDictionary<IOperation, SessionTrack>.Empty);

    /// <summary>The sessions that may have been opened, by the call that has.</summary>
    public ImmutableDictionary<IOperation, SessionTrack> Sessions { get; }

    /// <summary>What is known of the value of a place; null for nothing.</summary>
    public FlowValue? this[Place place] => _values.TryGetValue(place, out FlowValue? value) ? value : null;

    /// <summary>The places that hold a driver of which something is known.</summary>
    public IEnumerable<(Place Place, DriverStates Known)> Drivers
    {
        get
        {
            foreach (KeyValuePair<Place, FlowValue> entry in _values)
            {
                if (entry.Value is FlowValue.Driver driver)
                    yield return (entry.Key, driver.Known);
            }
        }
    }

    /// <summary>Who can move the driver in a place.</summary>
    public DriverHold HoldOf(Place place) =>
        this[place] is FlowValue.Driver driver ? driver.Known.Hold : place.OuterHold;

    /// <summary>With another value of a place, and nothing else changed.</summary>
    public FlowState With(Place place, FlowValue? value) =>
        new(value is null ? _values.Remove(place) : _values.SetItem(place, value), Sessions);

    /// <summary>With more known of a driver that has not moved.</summary>
    public FlowState WithKnown(Place place, DriverStates known) => With(place, new FlowValue.Driver(known));

    /// <summary>With a driver that has moved: what was read of its state before says nothing any more.</summary>
    public FlowState WithMoved(Place place, DriverStates known) =>
        new FlowState(_values.RemoveRange(About(place).Where(entry => entry.Value is not FlowValue.DriverIn).Select(entry => entry.Key)), Sessions)
            .WithKnown(place, known);

    /// <summary>With another track of a session.</summary>
    public FlowState With(IOperation opening, SessionTrack track) => new(_values, Sessions.SetItem(opening, track));

    /// <summary>With the sessions changed that a condition chooses.</summary>
    public FlowState WithSessions(Func<SessionTrack, bool> where, Func<SessionTrack, SessionTrack> change) => new(
        _values,
        Sessions.SetItems(Sessions.Where(entry => where(entry.Value))
            .Select(entry => new KeyValuePair<IOperation, SessionTrack>(entry.Key, change(entry.Value)))));

    /// <summary>After a place has got a value of which nothing is known.</summary>
    public FlowState Forget(Place place)
    {
        ImmutableDictionary<Place, FlowValue> values =
            _values.RemoveRange(About(place).Select(entry => entry.Key)).Remove(place);
        return new FlowState(values, Sessions)
            .WithSessions(track => track.Driver == place, track => track with { Driver = null });
    }

    /// <summary>After what a call gives may be another session than before.</summary>
    public FlowState ForgetSession(IOperation opening) => new(
        _values.RemoveRange(_values.Where(entry => entry.Value is FlowValue.Session session && session.Opening == opening)
            .Select(entry => entry.Key)),
        Sessions.Remove(opening));

    /// <summary>After the driver of one place has become another's; the first place is another name for it.</summary>
    public FlowState Move(Place from, Place to)
    {
        ImmutableDictionary<Place, FlowValue> values = _values.SetItems(About(from).Select(entry =>
            new KeyValuePair<Place, FlowValue>(entry.Key, entry.Value switch
            {
                FlowValue.DriverIn => new FlowValue.DriverIn(to),
                FlowValue.StateOf => new FlowValue.StateOf(to),
                FlowValue.StateTest test => test with { Holder = to },
                _ => ((FlowValue.NullTest)entry.Value) with { Holder = to },
            })));
        if (_values.TryGetValue(from, out FlowValue? driver))
            values = values.SetItem(to, driver).SetItem(from, new FlowValue.DriverIn(to));
        return new FlowState(values, Sessions)
            .WithSessions(track => track.Driver == from, track => track with { Driver = to });
    }

    /// <summary>After other code has run that may move drivers of a hold, or of one behind it.</summary>
    /// <param name="hold">The first hold of which that is so.</param>
    /// <param name="except">A driver that it does not move.</param>
    public FlowState Disturb(DriverHold hold, Place? except = null)
    {
        bool IsMoved(Place place) => place != except && HoldOf(place) >= hold;
        bool IsChanged(KeyValuePair<Place, FlowValue> entry) => entry.Value switch
        {
            FlowValue.Driver { Known.IsLost: true } => false,
            FlowValue.Driver => IsMoved(entry.Key),
            FlowValue.StateOf or FlowValue.StateTest => IsMoved(entry.Value.About!.Value) || entry.Key.Kind == PlaceKind.Field,
            _ => entry.Key.Kind == PlaceKind.Field,
        };
        return new FlowState(_values.RemoveRange(_values.Where(IsChanged).Select(entry => entry.Key)), Sessions).WithSessions(
            track => track.Driver is not { } driver || IsMoved(driver),
            track => track.MaybeClosed().MaybeRead() with
            {
                Driver = track.Driver is { Kind: PlaceKind.Field } ? null : track.Driver,
            });
    }

    /// <summary>After states that were read of drivers in other hands too may not be theirs any more.</summary>
    public FlowState ForgetReadStates(Place except) => new(
        _values.RemoveRange(_values
            .Where(entry => entry.Value is FlowValue.StateOf or FlowValue.StateTest
                && entry.Value.About is { } place && place != except && HoldOf(place) != DriverHold.Owned)
            .Select(entry => entry.Key)),
        Sessions);

    /// <summary>What holds on either of two paths.</summary>
    public static FlowState Join(FlowState one, FlowState other)
    {
        if (ReferenceEquals(one, other))
            return one;
        ImmutableDictionary<Place, FlowValue>.Builder values = one._values.ToBuilder();
        List<Place> aliased = [];
        foreach (Place place in one._values.Keys.Union(other._values.Keys))
        {
            FlowValue? first = one[place];
            FlowValue? second = other[place];
            FlowValue? joined = first is not null && second is not null
                ? FlowValue.Join(first, second)
                : (first ?? second) is FlowValue.Driver { Known.IsLost: true } lost ? lost : null;
            if (joined is null)
            {
                // Two names for one driver, on one path only: from now on it can be moved by a name that nobody knows.
                aliased.AddRange(new[] { first, second }.OfType<FlowValue.DriverIn>().Select(name => name.Place));
                values.Remove(place);
            }
            else
            {
                values[place] = joined;
            }
        }

        ImmutableDictionary<IOperation, SessionTrack> sessions = one.Sessions.SetItems(
            one.Sessions.Keys.Union(other.Sessions.Keys).Select(opening => new KeyValuePair<IOperation, SessionTrack>(
                opening, SessionTrack.Join(one.Track(opening), other.Track(opening)))));
        FlowState state = new(values.ToImmutable(), sessions);
        return aliased.Aggregate(state, (result, place) => result[place] is FlowValue.Driver driver
            ? result.WithKnown(place, driver.Known.HeldBy(DriverHold.Lent))
            : result);
    }

    /// <inheritdoc/>
    public bool Equals(FlowState? other) =>
        other is not null && AreEqual(_values, other._values) && AreEqual(Sessions, other.Sessions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FlowState);

    /// <inheritdoc/>
    public override int GetHashCode() => (_values.Count * 31) + Sessions.Count;

    private SessionTrack? Track(IOperation opening) => Sessions.TryGetValue(opening, out SessionTrack? track) ? track : null;

    private IEnumerable<KeyValuePair<Place, FlowValue>> About(Place place) =>
        _values.Where(entry => entry.Value.About == place);

    private static bool AreEqual<TKey, TValue>(ImmutableDictionary<TKey, TValue> one, ImmutableDictionary<TKey, TValue> other)
        where TKey : notnull =>
        ReferenceEquals(one, other)
        || (one.Count == other.Count
            && one.All(entry => other.TryGetValue(entry.Key, out TValue? value) && entry.Value!.Equals(value)));
}
