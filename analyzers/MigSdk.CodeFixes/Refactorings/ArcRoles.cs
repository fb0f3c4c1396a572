using System.Linq;
using Microsoft.CodeAnalysis;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.CodeFixes;

/// <summary>The roles of a spec's arcs.</summary>
internal sealed class ArcRoles(SpecReading reading)
{
    private const int Moves = 10, Saving = 100, Resuming = 200;

    // What the uAPI demands of each arc. An arc that is not here comes from the drivers of no feature set.
    private static readonly (string[] Arcs, ArcRole Role)[] Vfio =
    [
        (["Running RunningP2P", "PreCopy PreCopyP2P"],
            new(0, "SuspendInitiator", "Starts no new peer-to-peer DMA and waits for what is in flight.")),
        (["RunningP2P Running", "PreCopyP2P PreCopy"],
            new(1, "ResumeInitiator", "Peer-to-peer DMA may be started again.")),
        (["RunningP2P Stop", "PreCopyP2P StopCopy"],
            new(2, "SuspendResponder", "Halts the device: nothing in it or around it changes any more. A stream that is open goes on to its end.")),
        (["Stop RunningP2P"],
            new(3, "ResumeResponder", "The device works again, but starts no peer-to-peer DMA.")),
        (["Running Stop", "PreCopy StopCopy"],
            new(4, "Quiesce", "Halts the device: nothing in it or around it changes any more. A stream that is open goes on to its end.")),
        (["Stop Running"],
            new(5, "Restart", "The device works again.")),
    ];

    // The RFC's states are called as the uAPI's are.
    private readonly bool _isVfio = reading.Type.Is("MigrationState") || reading.Type.Is("Rfc2022State");

    /// <summary>The role of an arc.</summary>
    internal ArcRole Of(RequiredArc arc)
    {
        if ((arc.Opens ?? arc.Closes) is { } group)
            return OfSession(group, isOpening: arc.Opens is not null);
        SpecState[] ends = [reading.Spec!.States[arc.From], reading.Spec.States[arc.To]];
        string name = $"{ends[0].Name} {ends[1].Name}";
        return (_isVfio ? Vfio.FirstOrDefault(role => role.Arcs.Contains(name)).Role : null)
            ?? new ArcRole(Moves, string.Join("To", ends.Select(end => char.ToUpperInvariant(end.Name[0]) + end.Name.Substring(1))), null);
    }

    private ArcRole OfSession(string group, bool isOpening)
    {
        int rank = (group == "Saving" ? Saving : Resuming) + (isOpening ? 0 : 1);
        if (!_isVfio)
            return new ArcRole(rank, (isOpening ? "Begin" : "End") + group, null);
        return (group, isOpening) switch
        {
            ("Saving", true) => new(rank, "BeginSaving", "The device goes on as it is. The SDK owns the session from here."),
            ("Saving", false) => new(rank, "EndSaving", "The SDK closes the session; what the driver keeps for it ends here."),
            (_, true) => new(rank, "BeginResuming", "The device may be reset. The SDK owns the session from here."),
            _ => new(rank, "Apply", "Checks the data, throws where they are bad, and takes them in."),
        };
    }
}
