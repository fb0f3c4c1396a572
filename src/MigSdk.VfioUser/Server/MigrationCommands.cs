using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Uapi;

namespace MigSdk.VfioUser;

/// <summary>A client's migration of the device: its state, and the data of the session that is open.</summary>
/// <remarks>One command at a time, except where it says otherwise.</remarks>
internal sealed class MigrationCommands(MigrationPort port, bool isExtended, int maxTransfer)
{
    private byte[] _data = [];

    // Read by waits and estimates, which go on beside other commands.
    private volatile MigrationSession? _session;

    internal void GetFeatures(Answer answer)
    {
        MigrationFeatures features = isExtended ? port.Features : PlainStates.Of(port.Features);
        Get(answer, DeviceFeature.Migration, new MigrationFlags(features));
    }

    internal void GetState(Answer answer)
    {
        MigrationState state = isExtended ? port.State : PlainStates.Of(port.State);
        Get(answer, DeviceFeature.MigDeviceState, new DeviceState(state, DataDescriptor: -1));
    }

    internal async ValueTask SetStateAsync(Answer answer, CancellationToken cancel)
    {
        MigrationState target = Wire.Read<DeviceState>(answer.Payload[DeviceFeatureHeader.Size..]).State;
        if (!isExtended && !PlainStates.IsKnown(target))
            throw new MigrationException(Errno.EINVAL, $"{target} is no state of the protocol.");
        if (await port.SetStateAsync(target, cancel).ConfigureAwait(false) is { } session)
            _session = session;
        answer.WithBytes(answer.Payload);
    }

    /// <summary>May go on beside other commands.</summary>
    internal void GetDataSize(Answer answer) =>
        Get(answer, DeviceFeature.MigDataSize, new MigDataSize((ulong)port.StopCopyLength.GetValueOrDefault()));

    /// <summary>May go on beside other commands.</summary>
    internal void GetTransitions(Answer answer)
    {
        byte[] matrix = TransitionMatrix.ToBytes(port.SupportedTransitions);
        byte[] reply = new byte[DeviceFeatureHeader.Size + matrix.Length];
        Wire.Write(reply, new DeviceFeatureHeader(MigSdkFeature.Transitions, FeatureOperations.Get, matrix.Length));
        matrix.CopyTo(reply, DeviceFeatureHeader.Size);
        answer.WithBytes(reply);
    }

    /// <summary>May go on beside other commands.</summary>
    internal void GetPreCopyInfo(Answer answer)
    {
        PreCopyInfo info = Session<SavingSession>().GetPreCopyInfo();
        const int Size = 24;
        Get(answer, MigSdkFeature.PreCopyInfo, new PreCopyInfoLayout(Size, 0, (ulong)info.InitialBytes, (ulong)info.DirtyBytes));
    }

    /// <summary>May go on beside other commands.</summary>
    internal async ValueTask WaitForDataAsync(Answer answer, CancellationToken cancel)
    {
        await Session<SavingSession>().WaitForDataAsync(cancel).ConfigureAwait(false);
        answer.WithBytes(answer.Payload);
    }

    internal async ValueTask ReadAsync(Answer answer, CancellationToken cancel)
    {
        MigrationData request = answer.Read<MigrationData>();
        if (request.Length > maxTransfer)
            throw new MigrationException(Errno.EINVAL, $"{request.Length} bytes were asked for; {maxTransfer} are the most.");
        SavingSession session = Session<SavingSession>();
        if (_data.Length < request.Length)
            _data = new byte[request.Length];
        Memory<byte> buffer = _data.AsMemory(0, (int)request.Length);
        (int count, ReadOutcome outcome) = await FillAsync(session, buffer, cancel).ConfigureAwait(false);
        if (isExtended && outcome == ReadOutcome.NoDataYet)
            throw new MigrationException(Errno.ENOMSG, "There is no data yet.");
        int sent = isExtended ? count : (int)request.Length;
        _data.AsSpan(count, sent - count).Clear();
        answer.With(new MigrationData((uint)(MigrationData.Size + sent), (uint)count), _data.AsSpan(0, sent));
    }

    internal async ValueTask WriteAsync(Answer answer, CancellationToken cancel)
    {
        MigrationData request = answer.Read<MigrationData>();
        Memory<byte> data = answer.Command.PayloadMemory[MigrationData.Size..];
        if (data.Length < request.Length)
            throw new MigrationException(Errno.EINVAL, $"{data.Length} bytes came for a write of {request.Length}.");
        await Session<ResumingSession>().WriteAsync(data[..(int)request.Length], cancel).ConfigureAwait(false);
        answer.Done();
    }

    // A short answer says that there is no more, so that it must not come from a driver that gives its stream in pieces.
    private static async ValueTask<(int Count, ReadOutcome Outcome)> FillAsync(
        SavingSession session, Memory<byte> buffer, CancellationToken cancel)
    {
        int count = 0;
        while (count < buffer.Length)
        {
            SessionRead read = await session.ReadAsync(buffer[count..], cancel).ConfigureAwait(false);
            if (read.Outcome != ReadOutcome.Bytes)
                return (count, count > 0 ? ReadOutcome.Bytes : read.Outcome);
            count += read.Count;
        }

        return (count, ReadOutcome.Bytes);
    }

    private static void Get<T>(Answer answer, DeviceFeature feature, T data)
        where T : unmanaged
    {
        int size = System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
        Span<byte> reply = stackalloc byte[DeviceFeatureHeader.Size + size];
        Span<byte> rest = Wire.Write(reply, new DeviceFeatureHeader(feature, FeatureOperations.Get, size));
        Wire.Write(rest, data);
        answer.WithBytes(reply);
    }

    // The protocol knows no closed session: to it there is none.
    private TSession Session<TSession>()
        where TSession : MigrationSession =>
        _session is TSession { IsClosed: false } session
            ? session
            : throw new MigrationException(
                isExtended ? Errno.ENODEV : Errno.EINVAL, $"The device is in {port.State}, which has no such session.");
}
