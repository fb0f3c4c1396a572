using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MigSdk.Testing.Tests;

/// <summary>The network between the two hosts, and everything that it may do.</summary>
internal sealed class ModelConnection
{
    private readonly ModelWire _toReceiver = new("receiver");
    private readonly ModelWire _toSender = new("sender");
    private bool _isBroken;

    internal ModelConnection(ClosedSystem system)
    {
        Sender = new ModelSocket(system, _toSender, _toReceiver, Window);
        Receiver = new ModelSocket(system, _toReceiver, _toSender, window: null);
    }

    private ModelWire[] Wires => [_toReceiver, _toSender];

    internal Stream Sender { get; }

    internal Stream Receiver { get; }

    /// <summary>Whether it may now be unknown at the sender whether the destination runs.</summary>
    internal CommitWindow Window { get; } = new();

    /// <summary>An end is closed: what it has sent still arrives, and then the end of the stream.</summary>
    internal void Close(Stream end)
    {
        _isBroken = true;
        (end == Sender ? _toReceiver : _toSender).Cut(isLost: false);
    }

    internal IEnumerable<ModelEvent> Events()
    {
        foreach (ModelWire wire in Wires.Where(wire => wire.IsDeliverable))
            yield return new($"{wire.Next.Kind} arrives at the {wire.To}", EventKind.Ordinary, () => Deliver(wire));

        if (_isBroken)
            yield break;
        foreach (ModelEvent next in Breaks().Concat(Falls()))
            yield return next;
    }

    private IEnumerable<ModelEvent> Breaks()
    {
        yield return new("the connection breaks", EventKind.Mishap, () => Break(false, false));
        // What is not under way cannot be lost.
        if (!_toReceiver.IsEmpty)
            yield return new("the connection breaks, and what the receiver was sent is lost", EventKind.Mishap, () => Break(true, false));
        if (!_toSender.IsEmpty)
            yield return new("the connection breaks, and what the sender was sent is lost", EventKind.Mishap, () => Break(false, true));
        if (!_toReceiver.IsEmpty && !_toSender.IsEmpty)
            yield return new("the connection breaks, and all is lost", EventKind.Mishap, () => Break(true, true));
        foreach (ModelWire wire in Wires.Where(wire => wire.IsDeliverable))
            yield return new($"the connection breaks within what the {wire.To} was sent", EventKind.Mishap, () => BreakWithin(wire));
    }

    private IEnumerable<ModelEvent> Falls()
    {
        foreach (ModelWire wire in Wires.Where(wire => !wire.IsSilent))
            yield return new($"nothing comes to the {wire.To} any more", EventKind.Mishap, wire.Fall);
        if (!Wires.Any(wire => wire.IsSilent))
            yield return new("nothing comes to anybody any more", EventKind.Mishap, () => Array.ForEach(Wires, wire => wire.Fall()));
    }

    private void Deliver(ModelWire wire)
    {
        if (wire == _toSender)
            Window.Answered(wire.Next);
        wire.Deliver();
    }

    private void Break(bool losesToReceiver, bool losesToSender)
    {
        _isBroken = true;
        _toReceiver.Cut(losesToReceiver);
        _toSender.Cut(losesToSender);
    }

    private void BreakWithin(ModelWire wire)
    {
        wire.DeliverPart();
        Break(losesToReceiver: true, losesToSender: true);
    }
}
