namespace MigSdk.VfioUser;

/// <summary>
/// What becomes of a device when its client goes. Its memory, its interrupts and its migration end in any case.
/// </summary>
public enum ClientGone
{
    /// <summary>
    /// The device keeps its state, as the protocol has it, so that the next client finds it as it was left. A migration
    /// that was in progress is abandoned as QEMU does it: from a PRE_COPY state back to its running one, from STOP_COPY to
    /// STOP; a device that was in RESUMING or ERROR is reset.
    /// </summary>
    Keep,

    /// <summary>The device is reset, as the kernel does when a device's descriptor is closed.</summary>
    Reset,
}
