namespace Samples.PdsStyle;

/// <summary>What the device's firmware can be told.</summary>
internal enum FirmwareCommand
{
    SuspendPeer,
    SuspendFull,
    ResumeFull,
    ResumePeer,
}
