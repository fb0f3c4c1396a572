using System;
using System.Numerics;
using System.Threading;
using Microsoft.Win32.SafeHandles;
using MigSdk.Uapi;

namespace MigSdk.VfioUser;

/// <summary>The interrupts of one type, as SET_IRQS knows them.</summary>
internal abstract class IrqGroup(int count)
{
    private readonly SafeFileHandle?[] _triggers = new SafeFileHandle?[count];

    /// <summary>How many interrupts there are.</summary>
    internal int Count => _triggers.Length;

    internal abstract IrqInfoFlags Flags { get; }

    protected Lock Gate { get; } = new();

    /// <summary>Carries out SET_IRQS for interrupts that there are.</summary>
    /// <exception cref="MigrationException">
    /// EINVAL or ENOTTY: the request makes no sense, or is not for this type.
    /// </exception>
    internal void Set(IrqSet request, ReadOnlySpan<byte> data, IncomingMessage message)
    {
        if (!IsOneOf(request.Flags & IrqSetFlags.DataMask) || !IsOneOf(request.Flags & IrqSetFlags.ActionsMask)
            || (request.Flags & ~(IrqSetFlags.DataMask | IrqSetFlags.ActionsMask)) != 0)
        {
            throw new MigrationException(
                Errno.EINVAL, $"SET_IRQS has flags 0x{(uint)request.Flags:x}; it takes one kind of data and one action.");
        }

        lock (Gate)
        {
            switch (request.Flags)
            {
                case IrqSetFlags.DataNone | IrqSetFlags.ActionTrigger when request.Count == 0:
                    Release();
                    break;
                case IrqSetFlags.DataEventDescriptor | IrqSetFlags.ActionTrigger:
                    Connect(request, message);
                    break;
                case IrqSetFlags.DataNone | IrqSetFlags.ActionTrigger:
                case IrqSetFlags.DataBool | IrqSetFlags.ActionTrigger:
                case IrqSetFlags.DataNone | IrqSetFlags.ActionMask:
                case IrqSetFlags.DataBool | IrqSetFlags.ActionMask:
                case IrqSetFlags.DataNone | IrqSetFlags.ActionUnmask:
                case IrqSetFlags.DataBool | IrqSetFlags.ActionUnmask:
                    Act(request, data);
                    break;
                default:
                    SetOther(request, message);
                    break;
            }
        }
    }

    /// <summary>Lets every descriptor go.</summary>
    internal void Disconnect()
    {
        lock (Gate)
            Release();
    }

    /// <summary>Whether somebody takes the signals of an interrupt. Under the gate.</summary>
    protected bool IsConnected(int index) => _triggers[index] is not null;

    /// <summary>Signals an interrupt to whoever takes it. Under the gate.</summary>
    protected bool Signal(int index)
    {
        if (_triggers[index] is not { } trigger)
            return false;
        EventDescriptor.Signal(trigger);
        return true;
    }

    /// <summary>An interrupt has got somebody who takes its signals. Under the gate.</summary>
    protected virtual void OnConnected(int index)
    {
    }

    /// <summary>Nobody takes signals any more. Under the gate.</summary>
    protected virtual void OnReleased()
    {
    }

    /// <summary>Masks or unmasks an interrupt. Under the gate.</summary>
    protected abstract void Mask(int index, bool isMasked);

    /// <summary>A combination of data and action that not every type has. Under the gate.</summary>
    protected virtual void SetOther(IrqSet request, IncomingMessage message) =>
        throw new MigrationException(Errno.ENOTTY, $"These interrupts have no {request.Flags}.");

    private static bool IsOneOf(IrqSetFlags flags) => BitOperations.IsPow2((uint)flags);

    private void Connect(IrqSet request, IncomingMessage message)
    {
        // No descriptor at all takes away those that were there.
        if (message.DescriptorCount != 0 && message.DescriptorCount != request.Count)
        {
            throw new MigrationException(
                Errno.EINVAL, $"{message.DescriptorCount} descriptors came for {request.Count} interrupts.");
        }

        for (int index = (int)request.Start; index < (int)(request.Start + request.Count); index++)
        {
            _triggers[index]?.Dispose();
            _triggers[index] = message.TakeDescriptor();
            if (_triggers[index] is not null)
                OnConnected(index);
        }
    }

    private void Act(IrqSet request, ReadOnlySpan<byte> data)
    {
        bool isChosen = request.Flags.HasFlag(IrqSetFlags.DataBool);
        if (isChosen && data.Length < request.Count)
            throw new MigrationException(Errno.EINVAL, $"{data.Length} bytes came for {request.Count} interrupts.");
        for (int i = 0; i < (int)request.Count; i++)
        {
            if (isChosen && data[i] == 0)
                continue;
            int index = (int)request.Start + i;
            if (request.Flags.HasFlag(IrqSetFlags.ActionTrigger))
                Signal(index);
            else
                Mask(index, request.Flags.HasFlag(IrqSetFlags.ActionMask));
        }
    }

    private void Release()
    {
        for (int index = 0; index < _triggers.Length; index++)
        {
            _triggers[index]?.Dispose();
            _triggers[index] = null;
        }

        OnReleased();
    }
}
