using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;
using MigSdk.Uapi;

namespace MigSdk.VfioUser;

internal sealed class VfioUserSavingStream(VfioUserBackend backend, VfioUserClient client)
    : VfioUserStream(backend, client), ISavingStream
{
    // Another server cannot say when there is more; QEMU asks again at once.
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(10);

    public override SessionKind Kind => SessionKind.Saving;

    public async ValueTask<SessionRead> ReadAsync(Memory<byte> buffer, CancellationToken cancel = default)
    {
        ThrowIfClosed();
        int size = Math.Min(buffer.Length, Client.MaxTransfer);
        byte[] layout = new byte[MigrationData.Size];
        Wire.Write(layout, new MigrationData((uint)(MigrationData.Size + size), (uint)size));
        Impatience impatience = Client.HasExtensions ? Impatience.Stops : Impatience.Leaves;
        try
        {
            using IncomingMessage reply = await Client.Connection.AskPatientlyAsync(
                MessageCommand.MigDataRead, layout, default, MigrationData.Size, impatience, cancel)
                .ConfigureAwait(false);
            return Take(reply, buffer[..size]);
        }
        catch (MigrationException cause) when (cause.Errno == Errno.ENOMSG && Client.HasExtensions)
        {
            return new SessionRead(ReadOutcome.NoDataYet, 0);
        }
        catch (MigrationException refusal)
        {
            throw await ExplainAsync(refusal, cancel).ConfigureAwait(false);
        }
    }

    public async ValueTask WaitForDataAsync(CancellationToken cancel = default)
    {
        ThrowIfClosed();
        if (!Client.HasExtensions)
        {
            await Task.Delay(AskAgainAfter, cancel).ConfigureAwait(false);
            return;
        }

        byte[] payload = FeatureMessage.Write(MigSdkFeature.WaitForData, FeatureOperations.Get, 0);
        using IncomingMessage reply = await Client.Connection.AskPatientlyAsync(
            MessageCommand.DeviceFeature, payload, default, least: 0, Impatience.Stops, cancel).ConfigureAwait(false);
    }

    public async ValueTask<PreCopyInfo?> GetPreCopyInfoAsync(CancellationToken cancel = default)
    {
        ThrowIfClosed();
        if (!Client.HasExtensions)
            return null;
        return await Backend.TryGetAsync(
            MigSdkFeature.PreCopyInfo,
            static reply =>
            {
                PreCopyInfoLayout info = Wire.Read<PreCopyInfoLayout>(FeatureMessage.DataOf(reply));
                return new PreCopyInfo(
                    (long)Math.Min(info.InitialBytes, long.MaxValue), (long)Math.Min(info.DirtyBytes, long.MaxValue));
            },
            Unsafe.SizeOf<PreCopyInfoLayout>(),
            cancel).ConfigureAwait(false);
    }

    private SessionRead Take(IncomingMessage reply, Memory<byte> buffer)
    {
        uint count = Wire.Read<MigrationData>(reply.Payload).Length;
        Span<byte> data = reply.Payload[MigrationData.Size..];
        if (count > (uint)buffer.Length || count > (uint)data.Length)
        {
            throw new MigrationException(
                Errno.EPROTO,
                $"MIG_DATA_READ of {buffer.Length} bytes was answered with {count} bytes, of which {data.Length} came.");
        }

        if (count > 0)
        {
            data[..(int)count].CopyTo(buffer.Span);
            return new SessionRead(ReadOutcome.Bytes, (int)count);
        }

        // Without extensions nothing tells "not yet" from "never again" but the state.
        bool isEnd = Client.HasExtensions || State == MigrationState.StopCopy;
        return new SessionRead(isEnd ? ReadOutcome.EndOfStream : ReadOutcome.NoDataYet, 0);
    }
}
