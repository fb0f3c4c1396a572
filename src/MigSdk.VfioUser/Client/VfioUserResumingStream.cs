using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.VfioUser;

internal sealed class VfioUserResumingStream(VfioUserClient client) : VfioUserStream, IResumingStream
{
    public override SessionKind Kind => SessionKind.Resuming;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancel = default)
    {
        while (!data.IsEmpty)
        {
            ThrowIfClosed();
            ReadOnlyMemory<byte> piece = data[..Math.Min(data.Length, client.MaxTransfer)];
            byte[] layout = new byte[MigrationData.Size];
            Wire.Write(layout, new MigrationData((uint)(MigrationData.Size + piece.Length), (uint)piece.Length));
            using IncomingMessage reply = await client.Connection.AskPatientlyAsync(
                MessageCommand.MigDataWrite, layout, piece, least: 0, Impatience.Stops, cancel).ConfigureAwait(false);
            data = data[piece.Length..];
        }
    }
}
