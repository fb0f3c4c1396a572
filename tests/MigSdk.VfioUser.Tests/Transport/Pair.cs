using System;
using Microsoft.Win32.SafeHandles;

namespace MigSdk.VfioUser.Tests;

/// <summary>Both ends of a connection.</summary>
internal sealed class Pair : IDisposable
{
    internal Pair(ProtocolLimits? limits = null)
    {
        (MessageSocket own, SafeFileHandle peer) = MessageSocket.CreatePair();
        Server = new MessageConnection(own, limits ?? new ProtocolLimits());
        ClientSocket = MessageSocket.FromDescriptor((int)peer.DangerousGetHandle());
        peer.SetHandleAsInvalid();
        Client = new MessageConnection(ClientSocket, new ProtocolLimits());
    }

    internal MessageConnection Server { get; }

    internal MessageConnection Client { get; }

    /// <summary>The client's end as a stream of bytes.</summary>
    internal MessageSocket ClientSocket { get; }

    public void Dispose()
    {
        Server.Dispose();
        Client.Dispose();
    }
}
