namespace MigSdk;

/// <summary>What a read of a saving session came to: exactly one of these.</summary>
public enum ReadOutcome
{
    /// <summary>Bytes were read.</summary>
    Bytes,

    /// <summary>The stream is drained for now; only in PRE_COPY states (the uAPI's ENOMSG).</summary>
    NoDataYet,

    /// <summary>The stream is complete; only in STOP_COPY, and permanent (the uAPI's read of 0 bytes).</summary>
    EndOfStream,
}
