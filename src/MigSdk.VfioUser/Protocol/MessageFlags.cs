using System;

namespace MigSdk.VfioUser;

/// <summary>The flags of <see cref="MessageHeader"/>.</summary>
[Flags]
internal enum MessageFlags : uint
{
    Command = 0,
    Reply = 1,
    TypeMask = 0xF,

    /// <summary>The command must not be answered, not even by an error.</summary>
    NoReply = 0x10,

    Error = 0x20,
}
