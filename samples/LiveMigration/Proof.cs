using System.Collections.Generic;
using MigSdk.Host;
using Samples.Devices;

namespace Samples.LiveMigration;

/// <summary>What a run has to prove, after the migration and some time of work.</summary>
/// <param name="outcome">What came of the migration.</param>
/// <param name="source">The source's device.</param>
/// <param name="destination">The destination's device.</param>
/// <param name="takeover">The destination before it ran; null where it never came so far.</param>
/// <param name="peer">The peer of both.</param>
/// <param name="guest">The guest, paused.</param>
internal sealed class Proof(
    Outcome outcome, Device source, Device destination, Takeover? takeover, PeerMailbox peer, Guest guest)
{
    internal List<Claim> Claims()
    {
        var claims = new List<Claim>();
        if (outcome.RunningSide == RunningSide.Destination)
            claims.Add(SameState());
        claims.Add(OneSideRuns());
        claims.Add(NoGap());
        return claims;
    }

    /// <summary>The source stands still, so its state is still the one in which it stopped.</summary>
    private Claim SameState()
    {
        const string Text = "the destination took over exactly the state in which the source stopped";
        if (takeover is null || source.IsRunning)
            return new Claim(Text, false, "the source still runs, or the destination has taken nothing over");
        string hash = source.ComputeHash();
        return hash == takeover.Hash
            ? new Claim(Text, true, $"SHA-256 of both {hash}")
            : new Claim(Text, false, $"SHA-256 of the source {hash}, of the destination {takeover.Hash}");
    }

    private Claim OneSideRuns()
    {
        (string text, bool holds) = outcome.RunningSide switch
        {
            RunningSide.Source => ("the source works and the destination does not", Works(atSource: true)),
            RunningSide.Destination => ("the destination works and the source does not", Works(atSource: false)),
            _ => ("exactly one side works", false),
        };
        return new Claim(
            text,
            holds,
            $"since then {outcome.SourceItems} items of work at the source, {outcome.DestinationItems} at the destination; "
            + $"{outcome.GuestWrites} writes of the guest");
    }

    private bool Works(bool atSource)
    {
        (ulong here, ulong there) = atSource
            ? (outcome.SourceItems, outcome.DestinationItems)
            : (outcome.DestinationItems, outcome.SourceItems);
        return here > 0 && there == 0 && outcome.GuestWrites > 0;
    }

    private Claim NoGap()
    {
        Device device = outcome.RunningSide == RunningSide.Destination ? destination : source;

        // Only for the time of looking at it; the migration's states are not concerned.
        device.Stop();
        string? gap = device.FindGap() ?? peer.Gap ?? guest.Gap;
        ulong last = device.Read(Register.WorkCounter);
        if (peer.Last != device.Read(Register.PeerSent))
            gap ??= $"The peer has {peer.Last} messages, the device has sent {device.Read(Register.PeerSent)}.";
        if (device.Read(Register.Scratch0) != guest.Written)
            gap ??= $"The guest has written {guest.Written}, the device holds {device.Read(Register.Scratch0)}.";
        device.Start();

        string begin = takeover is null || outcome.RunningSide != RunningSide.Destination
            ? ""
            : $"went on after item {takeover.WorkCounter}; ";
        return new Claim(
            "the work goes on without a gap",
            gap is null,
            gap ?? $"{begin}all {last} items are in the memory as if nothing had happened, "
                + $"all {peer.Last} messages at the peer, all {guest.Written} writes of the guest in order");
    }
}
