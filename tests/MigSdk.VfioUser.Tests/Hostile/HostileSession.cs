using System;
using System.Buffers.Binary;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using MigSdk.VfioUser.Tests.Interop;
using MigSdk.VfioUser.Tests.Interop.Raw;

namespace MigSdk.VfioUser.Tests.Hostile;

/// <summary>One client that misbehaves, in a way that follows from its seed alone.</summary>
internal sealed class HostileSession(ServerUnderTest server, HostileDescriptors descriptors, int seed)
{
    private readonly Random _random = new(seed);

    // A client that is out of step is dropped at once. Half of the sessions stay in step, to get further.
    private bool _isOutOfStep;

    /// <summary>Messages that were sent, of all sessions.</summary>
    internal static long Sent => Interlocked.Read(ref _sent);

    private static long _sent;

    /// <summary>Comes, misbehaves, goes. Where the server hangs up before, that is its right.</summary>
    internal void Run()
    {
        using ByteClient client = ByteClient.Connect(server.Path);
        var messages = new MessageGenerator(_random, descriptors);
        try
        {
            // VERSION: as it should be, odd, or never.
            if (_random.Next(8) != 0)
            {
                byte[] version = _random.Next(8) == 0
                    ? messages.Version()
                    : Payloads.Version(0, 1, ByteClient.Capabilities);
                client.Send(Command.Version, version);
                Drain(client);
            }

            _isOutOfStep = _random.Next(2) == 0;
            int steps = _random.Next(1, 100);
            for (int i = 0; i < steps; i++)
                Step(client, messages);
            if (_random.Next(3) == 0)
                client.EndRequests();
        }
        catch (Exception end) when (end is IOException or TimeoutException)
        {
            // The server dropped this client, or this client filled the socket without reading.
        }
    }

    private void Step(ByteClient client, MessageGenerator messages)
    {
        (ushort command, byte[] payload, SafeHandle[] attached) = messages.Next();
        ushort id = (ushort)_random.Next(6);
        uint flags = _random.Next(10) switch
        {
            0 => RawMessage.NoReply,
            1 when _isOutOfStep => RawMessage.Reply,
            2 when _isOutOfStep => (uint)_random.Next(),
            _ => 0,
        };
        byte[] frame = ByteClient.Frame(id, command, flags, payload, _random.Next(3) == 0 ? _random.Next() : 0);
        Interlocked.Increment(ref _sent);
        switch (_random.Next(_isOutOfStep ? 0 : 4, 20))
        {
            case 0:
                Lie(frame);
                client.SendBytes(frame, attached);
                break;
            case 1:
                client.SendBytes(frame.AsSpan(0, _random.Next(frame.Length)), attached);
                break;
            case 2:
                SendInPieces(client, frame, attached);
                break;
            case 3:
                frame[_random.Next(frame.Length)] ^= (byte)(1 << _random.Next(8));
                client.SendBytes(frame, attached);
                client.SendBytes(messages.Garbage(_random.Next(200)), attached);
                break;
            case 4:
                for (int i = _random.Next(1, 30); i > 0; i--)
                    client.SendBytes(frame, attached);
                break;
            case 5 or 6:
                UseMemory(client);
                break;
            case 7:
                SendInPieces(client, frame, []);
                break;
            default:
                client.SendBytes(frame, attached);
                break;
        }

        if (_random.Next(3) != 0)
            Drain(client);
    }

    // A size that is not the message's.
    private void Lie(byte[] frame)
    {
        uint size = _random.Next(6) switch
        {
            0 => 0,
            1 => (uint)_random.Next(16),
            2 => (uint)frame.Length + (uint)_random.Next(1, 100),
            3 => uint.MaxValue,
            4 => (1u << 20) + (uint)_random.Next(200_000),
            _ => (uint)_random.Next(16, frame.Length + 1),
        };
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(4), size);
    }

    // Descriptors not only with the first byte.
    private void SendInPieces(ByteClient client, byte[] frame, SafeHandle[] attached)
    {
        for (int sent = 0; sent < frame.Length;)
        {
            int piece = Math.Min(_random.Next(1, 40), frame.Length - sent);
            client.SendBytes(frame.AsSpan(sent, piece), _random.Next(2) == 0 ? attached : []);
            sent += piece;
        }
    }

    // The device works with this client's memory, and the client answers as it likes.
    private void UseMemory(ByteClient client)
    {
        ulong address = (ulong)_random.Next(64) * 4096;
        if (_random.Next(2) == 0)
            server.ReadGuestAsync(address + (ulong)_random.Next(4096), _random.Next(1, 9000)).Forget();
        else
            server.WriteGuestAsync(address + (ulong)_random.Next(4096), new byte[_random.Next(1, 9000)]).Forget();
        if (_random.Next(4) == 0)
            server.RaiseMsix(_random.Next(ServerUnderTest.MsixVectors));
        Drain(client);
    }

    // Reads what is there, and answers the server's own requests rightly, wrongly, twice or not at all.
    private void Drain(ByteClient client)
    {
        while (!client.IsSilent(_random.Next(3)))
        {
            using RawMessage message = client.Receive();
            if (!message.IsCommand)
                continue;
            ulong count = message.Payload.Length >= 16 ? Math.Min(message.U64(8), 100_000) : 0;
            byte[] data = new byte[message.Command == Command.DmaRead ? count : 0];
            byte[] answer = new Bytes().U64(message.U64(0)).U64(count).Add(data).ToArray();
            switch (_random.Next(_isOutOfStep ? 0 : 6, 12))
            {
                case 0:
                    client.Answer(message, answer.AsSpan(0, _random.Next(answer.Length)));
                    break;
                case 1:
                    client.Answer(message, [.. answer, 1, 2, 3]);
                    break;
                case 6:
                    client.Refuse(message, _random.Next(-5, 200));
                    break;
                case 3:
                    client.SendBytes(ByteClient.Frame((ushort)(message.Id + 1), message.Command, RawMessage.Reply, answer));
                    break;
                case 4:
                    client.SendBytes(ByteClient.Frame(message.Id, Command.RegionRead, RawMessage.Reply, answer));
                    break;
                case 5:
                    client.Answer(message, answer);
                    client.Answer(message, answer);
                    break;
                case 7:
                    break;
                case 2:
                    BinaryPrimitives.WriteUInt64LittleEndian(answer.AsSpan(8), ulong.MaxValue);
                    client.Answer(message, answer);
                    break;
                default:
                    client.Answer(message, answer);
                    break;
            }
        }
    }
}
