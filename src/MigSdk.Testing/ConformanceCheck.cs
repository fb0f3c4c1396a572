namespace MigSdk.Testing;

/// <summary>The checks of the kit, in the order in which they run.</summary>
public enum ConformanceCheck
{
    /// <summary>What the device says it can do is what the spec plans for its features.</summary>
    Answers,

    /// <summary>Every supported (state, target) goes the planned way and ends in the target.</summary>
    Transitions,

    /// <summary>What is not supported is refused, and nothing has changed.</summary>
    Refusals,

    /// <summary>Data windows are opened, kept and closed by the arcs that the spec says.</summary>
    Sessions,

    /// <summary>A reset leads from every state to RUNNING, with the data window closed.</summary>
    Reset,

    /// <summary>In STOP, STOP_COPY and RESUMING nothing changes and nothing comes from the device.</summary>
    Quiescence,

    /// <summary>In the P2P states no new peer-to-peer DMA is started.</summary>
    PeerQuiescence,

    /// <summary>After a stop the device works on.</summary>
    Continuation,

    /// <summary>The destination equals the source, from whichever state it was saved.</summary>
    RoundTrip,

    /// <summary>The stream is bytes: it may be read and written in pieces of any size.</summary>
    Chunking,

    /// <summary>A device that has run before can be resumed into; nothing of its own is left.</summary>
    Reuse,

    /// <summary>A second and a third migration of the same pair, there and back.</summary>
    Repetition,

    /// <summary>A migration may be given up in any phase; the next one works.</summary>
    Abandonment,

    /// <summary><em>No data yet</em> and <em>end of stream</em> come in the right states.</summary>
    PreCopyOutcomes,

    /// <summary>The pre-copy estimates fall to 0 and follow what is written.</summary>
    PreCopyEstimates,

    /// <summary>Pre-copy comes to an end, and what was written meanwhile is not lost.</summary>
    PreCopyConvergence,

    /// <summary>A stream that is cut off anywhere is refused and not half applied.</summary>
    Truncation,

    /// <summary>A stream with something after its end is refused and not half applied.</summary>
    Extension,

    /// <summary>A stream with changed bits is refused, or means the same.</summary>
    Corruption,

    /// <summary>A stream with parts swapped, replayed, left out or of another session is refused, or means the same.</summary>
    Order,

    /// <summary>Streams of other devices and other versions are refused and not half applied.</summary>
    Foreign,

    /// <summary>A failure at any arc leaves what the policy says, and a retry works.</summary>
    Failures,

    /// <summary>A fatal failure at any arc leads to ERROR, and a reset out of it.</summary>
    FatalFailures,

    /// <summary>Cancellation and reset in the midst of a transition leave a defined state, and a retry works.</summary>
    Cancellation,

    /// <summary>Random walks over the spec, held against a model.</summary>
    Walks,

    /// <summary>Random walks while others reset, cancel and read.</summary>
    ConcurrentWalks,

    /// <summary>Migrations and resets in great number hold no descriptors, memory, threads or timers.</summary>
    Resources,
}
