using MigSdk.Uapi;

namespace MigSdk.VfioUser;

/// <summary>A device's interrupt pin (INTx): a level that the device raises and lowers.</summary>
/// <remarks>
/// While it is raised the guest is interrupted again after each time that it has dealt with it, as with a real pin. May be
/// used from any thread, with and without a client.
/// </remarks>
public sealed class InterruptPin
{
    private readonly PciConfiguration _configuration;
    private readonly Group _group;

    internal InterruptPin(PciConfiguration configuration, bool isThere)
    {
        _configuration = configuration;
        _group = new Group(this, isThere ? 1 : 0);
        if (isThere)
            configuration.InterruptDisableChanged = _group.Update;
    }

    /// <summary>Whether the device was built with a pin. Without one it has no effect.</summary>
    public bool IsThere => _group.Count != 0;

    /// <summary>Whether the pin is raised.</summary>
    public bool IsRaised => _group.IsRaised;

    internal IrqGroup Irqs => _group;

    /// <summary>Raises the pin. Does nothing where it is raised.</summary>
    public void Raise() => _group.SetLevel(true);

    /// <summary>Lowers the pin. Does nothing where it is not raised.</summary>
    public void Lower() => _group.SetLevel(false);

    /// <summary>Raises or lowers the pin.</summary>
    /// <param name="isRaised">Whether it shall be raised.</param>
    public void Set(bool isRaised) => _group.SetLevel(isRaised);

    // VFIO's way with a level: a signal masks the interrupt, and who unmasks it gets another one if the level is still there.
    private sealed class Group(InterruptPin pin, int count) : IrqGroup(count)
    {
        private bool _isMasked;
        private UnmaskWatch? _watch;

        internal bool IsRaised { get; private set; }

        internal override IrqInfoFlags Flags =>
            IrqInfoFlags.EventDescriptor | IrqInfoFlags.Maskable | IrqInfoFlags.AutoMasked;

        internal void SetLevel(bool isRaised)
        {
            if (Count == 0)
                return;
            lock (Gate)
            {
                IsRaised = isRaised;
                pin._configuration.SetInterruptStatus(isRaised);
                SignalIfDue();
            }
        }

        internal void Update()
        {
            lock (Gate)
                SignalIfDue();
        }

        protected override void OnConnected(int index)
        {
            _isMasked = false;
            SignalIfDue();
        }

        protected override void OnReleased()
        {
            _isMasked = false;
            EndWatch();
        }

        // By an eventfd that KVM signals when the guest has dealt with the interrupt, without a message.
        protected override void SetOther(IrqSet request, IncomingMessage message)
        {
            if (request.Flags != (IrqSetFlags.DataEventDescriptor | IrqSetFlags.ActionUnmask))
            {
                base.SetOther(request, message);
                return;
            }

            if (message.DescriptorCount > 1 || request.Count != 1
                || (message.DescriptorCount == 1 && !EventDescriptor.IsEvent(message.Descriptors[0])))
            {
                throw new MigrationException(Errno.EINVAL, "The pin is unmasked by one eventfd, or none.");
            }

            EndWatch();
            if (message.TakeDescriptor() is { } unmask)
                _watch = new UnmaskWatch(unmask, OnUnmasked);
        }

        protected override void Mask(int index, bool isMasked)
        {
            _isMasked = isMasked;
            SignalIfDue();
        }

        private void OnUnmasked(UnmaskWatch watch)
        {
            lock (Gate)
            {
                // One that was replaced may still have something to say.
                if (watch == _watch)
                    Mask(0, isMasked: false);
            }
        }

        private void EndWatch()
        {
            _watch?.Dispose();
            _watch = null;
        }

        private void SignalIfDue()
        {
            if (IsRaised && !_isMasked && !pin._configuration.IsInterruptDisabled && Signal(0))
                _isMasked = true;
        }
    }
}
