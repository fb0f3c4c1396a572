namespace MigSdk.Host;

/// <summary>The frames between the two hosts of a migration. The numbers are the wire's.</summary>
internal enum FrameKind : ushort
{
    /// <summary>Both: the first frame, with what each end is and takes.</summary>
    Hello = 1,

    /// <summary>Receiver, in place of its <see cref="Hello"/>: why it does not take a migration.</summary>
    Refusal = 2,

    /// <summary>Both: "I am still there".</summary>
    KeepAlive = 3,

    /// <summary>Sender: how far the migration is.</summary>
    Progress = 4,

    /// <summary>Both: the last frame, with what has become of the migration.</summary>
    Farewell = 5,

    /// <summary>Sender: asks for the device's state.</summary>
    GetState = 16,

    /// <summary>Sender: asks the device for RESUMING.</summary>
    Resume = 17,

    /// <summary>Sender: the next bytes of the source's state.</summary>
    Data = 18,

    /// <summary>Sender: the source has stopped and all its state was sent, so the device is to run.</summary>
    Run = 19,

    /// <summary>Sender: asks for a reset, after which the device cannot be made to run any more.</summary>
    Reset = 20,

    /// <summary>Sender: the request with this id is to stop where it is. Has no answer of its own.</summary>
    Cancel = 21,

    /// <summary>Receiver: the request with this id has succeeded.</summary>
    Done = 32,

    /// <summary>Receiver: the request with this id has failed.</summary>
    Failed = 33,
}
