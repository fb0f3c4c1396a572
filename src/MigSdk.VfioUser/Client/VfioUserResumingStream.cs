using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.VfioUser;

internal sealed class VfioUserResumingStream(VfioUserBackend backend, VfioUserClient client)
    : VfioUserStream(backend, client), IResumingStream
{
    public override SessionKind Kind => SessionKind.Resuming;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancel = default)
    {
        ThrowIfClosed();
        while (!data.IsEmpty)
        {
            ThrowIfClosed();
            ReadOnlyMemory<byte> piece = data[..Math.Min(data.Length, Client.MaxTransfer)];
            await WritePieceAsync(piece, cancel).ConfigureAwait(false);
            data = data[piece.Length..];
        }
    }

    private async ValueTask WritePieceAsync(ReadOnlyMemory<byte> piece, CancellationToken cancel)
    {
        byte[] layout = new byte[MigrationData.Size];
        Wire.Write(layout, new MigrationData((uint)(MigrationData.Size + piece.Length), (uint)piece.Length));
        try
        {
            using IncomingMessage reply = await Client.Connection.AskPatientlyAsync(
                MessageCommand.MigDataWrite, layout, piece, least: 0, Impatience.Stops, cancel).ConfigureAwait(false);
        }
        catch (MigrationException refusal)
        {
            throw await ExplainAsync(refusal, cancel).ConfigureAwait(false);
        }
    }
}
