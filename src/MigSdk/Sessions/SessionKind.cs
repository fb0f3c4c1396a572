namespace MigSdk;

/// <summary>The two kinds of data window that an arc can open.</summary>
public enum SessionKind
{
    /// <summary>No session.</summary>
    None = 0,

    /// <summary>The device's state is read by the host (PRE_COPY, PRE_COPY_P2P and STOP_COPY in VFIO).</summary>
    Saving = 1,

    /// <summary>The device's state is written by the host (RESUMING in VFIO).</summary>
    Resuming = 2,
}
