namespace MigSdk.Host.Tests.Fakes;

/// <summary>What goes wrong at one operation of a fake device.</summary>
public enum FaultKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>EIO, and nothing has happened.</summary>
    FailsBefore,

    /// <summary>EIO, and everything has happened all the same.</summary>
    FailsAfter,

    /// <summary>EIO after the first arc of a transition; any other operation fails before.</summary>
    FailsMidway,

    /// <summary>EIO, and the device is in ERROR.</summary>
    EntersError,

    /// <summary>Not even a failure with an errno.</summary>
    ThrowsAnything,

    /// <summary>Somebody resets the device while the operation is on its way: ECANCELED.</summary>
    IsReset,

    /// <summary>Never ends by itself; when cancelled it stops, and nothing has happened.</summary>
    HangsUntilCancelled,

    /// <summary>Never ends by itself; when cancelled it succeeds all the same.</summary>
    SucceedsWhenCancelled,

    /// <summary>Never ends and does not look at its token, until the world releases it: then it takes effect.</summary>
    HangsForGood,

    /// <summary>Nothing goes wrong, but the host cancels at its beginning.</summary>
    HostCancels,

    /// <summary>Nothing goes wrong, but the host cancels at its end.</summary>
    HostCancelsAfter,
}
