namespace Samples.DmaCopy;

/// <summary>
/// Everything that the engine remembers. What happens to it are pure functions from one state to the next.
/// </summary>
/// <param name="Source">The bus address to copy from.</param>
/// <param name="Destination">The bus address to copy to.</param>
/// <param name="Length">How many bytes to copy.</param>
/// <param name="Copied">How many of them have been copied.</param>
/// <param name="Status">Whether it copies, and how the last copy ended.</param>
/// <param name="IsInterruptEnabled">Whether the end of a copy interrupts.</param>
public readonly record struct DmaState(
    ulong Source, ulong Destination, ulong Length, ulong Copied, DmaStatus Status, bool IsInterruptEnabled)
{
    /// <summary>What the identity register shows.</summary>
    public const uint Identity = 0x4350_4D44; // "DMPC"

    private const DmaStatus Ends = DmaStatus.Done | DmaStatus.Failed;

    /// <summary>Whether there is something left to copy.</summary>
    public bool IsBusy => Status.HasFlag(DmaStatus.Busy);

    /// <summary>How many bytes are left to copy while it is busy.</summary>
    public ulong Left => Length - Copied;

    /// <summary>Whether what is to be copied, and its copy, end before the addresses do.</summary>
    public bool IsAddressable => Length <= ulong.MaxValue - Source && Length <= ulong.MaxValue - Destination;

    /// <summary>Whether an engine can have this state.</summary>
    public bool IsPossible =>
        (Status & ~(Ends | DmaStatus.Busy)) == 0 && (!IsBusy || (Copied <= Length && (Status & Ends) == 0));

    /// <summary>What the guest gets when it reads a register.</summary>
    /// <param name="register">The register; one that is not there reads as 0.</param>
    /// <returns>The value.</returns>
    public ulong Read(DmaRegister register) => register switch
    {
        DmaRegister.Identity => Identity,
        DmaRegister.Control => (ulong)(IsInterruptEnabled ? DmaControl.InterruptEnable : DmaControl.None),
        DmaRegister.Status => (ulong)Status,
        DmaRegister.Source => Source,
        DmaRegister.Destination => Destination,
        DmaRegister.Length => Length,
        DmaRegister.Copied => Copied,
        _ => 0,
    };

    /// <summary>What it does when the guest writes a register.</summary>
    /// <param name="register">The register; one that is not there or is read only takes nothing.</param>
    /// <param name="value">The value.</param>
    /// <returns>The state after the write.</returns>
    public DmaState Write(DmaRegister register, ulong value) => register switch
    {
        DmaRegister.Control => Command((DmaControl)value),
        DmaRegister.Status => this with { Status = Status & ~((DmaStatus)value & Ends) },
        _ when IsBusy => this,
        DmaRegister.Source => this with { Source = value },
        DmaRegister.Destination => this with { Destination = value },
        DmaRegister.Length => this with { Length = value },
        _ => this,
    };

    /// <summary>Notes that the next bytes have been copied.</summary>
    /// <param name="bytes">How many, at most <see cref="Left"/>.</param>
    /// <returns>The state after it.</returns>
    public DmaState Advance(ulong bytes)
    {
        DmaState next = this with { Copied = Copied + bytes };
        return next.Left == 0 ? next.End(DmaStatus.Done) : next;
    }

    /// <summary>Gives the copy up. How far it came stands in the copied bytes.</summary>
    /// <returns>The state after it.</returns>
    public DmaState Fail() => End(DmaStatus.Failed);

    private DmaState Command(DmaControl control)
    {
        DmaState next = this with { IsInterruptEnabled = control.HasFlag(DmaControl.InterruptEnable) };
        if (control.HasFlag(DmaControl.Abort))
            return IsBusy ? next.Fail() : next;
        if (!control.HasFlag(DmaControl.Start) || IsBusy)
            return next;

        return next with { Copied = 0, Status = (Status & ~Ends) | DmaStatus.Busy };
    }

    private DmaState End(DmaStatus how) => this with { Status = (Status & ~DmaStatus.Busy) | how };
}
