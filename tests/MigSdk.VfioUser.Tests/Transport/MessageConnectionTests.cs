using System;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Win32.SafeHandles;
using Xunit;

namespace MigSdk.VfioUser.Tests;

public sealed class MessageConnectionTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Pair _pair = new();

    public void Dispose() => _pair.Dispose();

    [Fact]
    public async Task A_command_comes_as_it_was_sent_and_its_reply_goes_to_whom_it_is_for()
    {
        Task server = Task.Run(() =>
        {
            Assert.True(_pair.Server.TryReceiveCommand(out IncomingMessage? command));
            using (command)
            {
                Assert.Equal((MessageCommand.RegionRead, 24), (command.Header.Command, command.Header.PayloadLength));
                Assert.Equal([1, 2, 3, 4], command.Payload[16..20].ToArray());
                _pair.Server.Reply(command.Header, [9, 8], [7]);
            }
        });
        PendingRequest request = _pair.Client.Request(MessageCommand.RegionRead, new byte[16], [1, 2, 3, 4, 5, 6, 7, 8]);
        using IncomingMessage reply = _pair.Client.WaitForReply(request);
        await server.WaitAsync(Patience);
        Assert.True(reply.Header.IsReply);
        Assert.Equal([9, 8, 7], reply.Payload.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16 * 1024)]
    [InlineData(700_000)]
    public async Task Messages_of_any_length_keep_their_bytes(int length)
    {
        byte[] data = new byte[length];
        new Random(length).NextBytes(data);
        Task<byte[]> server = Task.Run(() =>
        {
            Assert.True(_pair.Server.TryReceiveCommand(out IncomingMessage? command));
            using (command)
                return command.Payload.ToArray();
        });
        _pair.Client.Post(MessageCommand.RegionWrite, [42], data);
        byte[] received = await server.WaitAsync(Patience);
        Assert.Equal([42, .. data], received);
    }

    [Fact]
    public async Task Requests_go_both_ways_while_commands_keep_coming_and_no_command_is_lost()
    {
        const int Posts = 200;
        const int Asked = 10;
        using var stop = new CancellationTokenSource(Patience);
        Task client = Task.Run(() =>
        {
            // Answers what the server asks.
            while (_pair.Client.TryReceiveCommand(out IncomingMessage? command))
            {
                using (command)
                    _pair.Client.Reply(command.Header, command.Payload);
            }
        });
        Task<int[]> server = Task.Run(() =>
        {
            var order = new int[Posts];
            for (int i = 0; i < Posts; i++)
            {
                Assert.True(_pair.Server.TryReceiveCommand(out IncomingMessage? command));
                using (command)
                {
                    order[i] = MemoryMarshal.Read<int>(command.Payload);
                    for (int n = 0; n < Asked; n++)
                    {
                        byte[] question = BitConverter.GetBytes((i * Asked) + n);
                        using IncomingMessage answer = _pair.Server.WaitForReply(_pair.Server.Request(MessageCommand.DmaRead, question));
                        Assert.Equal(question, answer.Payload.ToArray());
                    }
                }
            }

            return order;
        });
        for (int i = 0; i < Posts; i++)
            _pair.Client.Post(MessageCommand.RegionWrite, BitConverter.GetBytes(i));
        Assert.Equal(Enumerable.Range(0, Posts), await server.WaitAsync(Patience));
        _pair.Client.Close();
        await client.WaitAsync(Patience);
    }

    [Fact]
    public async Task Many_threads_may_wait_for_replies_at_once()
    {
        Task server = Task.Run(() =>
        {
            while (_pair.Server.TryReceiveCommand(out IncomingMessage? command))
            {
                using (command)
                    _pair.Server.Reply(command.Header, command.Payload);
            }
        });
        Task[] askers = [.. Enumerable.Range(0, 4).Select(asker => Task.Run(() =>
        {
            for (int i = 0; i < 300; i++)
            {
                byte[] question = BitConverter.GetBytes((asker * 1000) + i);
                using IncomingMessage answer = _pair.Client.WaitForReply(_pair.Client.Request(MessageCommand.RegionRead, question));
                Assert.Equal(question, answer.Payload.ToArray());
            }
        }))];
        await Task.WhenAll(askers).WaitAsync(Patience);
        _pair.Server.Close();
        await server.WaitAsync(Patience);
    }

    [Fact]
    public async Task Descriptors_come_with_their_own_message_when_many_messages_are_read_at_once()
    {
        using SafeFileHandle one = EventDescriptor.Create();
        using SafeFileHandle two = EventDescriptor.Create();
        Task client = Task.Run(() =>
        {
            // Before anybody reads: all of this is in the socket at once.
            _pair.Client.Post(MessageCommand.RegionWrite, [1]);
            _ = _pair.Client.Request(MessageCommand.DmaMap, [2], default, [one]);
            _pair.Client.Post(MessageCommand.RegionWrite, [3]);
            _ = _pair.Client.Request(MessageCommand.DmaMap, [4], new byte[100_000], [one, two]);
            _pair.Client.Post(MessageCommand.RegionWrite, [5]);
        });
        await Task.WhenAny(client, Task.Delay(100));
        int[] counts = new int[5];
        for (int i = 0; i < counts.Length; i++)
        {
            Assert.True(_pair.Server.TryReceiveCommand(out IncomingMessage? command));
            using (command)
            {
                counts[i] = command.DescriptorCount;
                using SafeFileHandle? first = command.TakeDescriptor();
                if (first is not null)
                    EventDescriptor.Signal(first);
            }
        }

        await client.WaitAsync(Patience);
        Assert.Equal([0, 1, 0, 2, 0], counts);
        Assert.Equal(2UL, EventDescriptor.Take(one));
        Assert.Equal(0UL, EventDescriptor.Take(two));
    }

    [Fact]
    public void Descriptors_that_nobody_took_are_closed()
    {
        using SafeFileHandle one = EventDescriptor.Create();
        int before = OpenDescriptors.Of(one);
        for (int i = 0; i < 5; i++)
        {
            _pair.Client.Abandon(_pair.Client.Request(MessageCommand.DmaMap, [2], default, [one, one, one]));
            Assert.True(_pair.Server.TryReceiveCommand(out IncomingMessage? command));
            command.Dispose();
        }

        Assert.Equal(before, OpenDescriptors.Of(one));
    }

    [Fact]
    public void More_descriptors_than_agreed_end_the_connection_and_are_closed()
    {
        using SafeFileHandle one = EventDescriptor.Create();
        int before = OpenDescriptors.Of(one);
        _ = _pair.Client.Request(MessageCommand.DmaMap, [2], default, [.. Enumerable.Repeat(one, 9)]);
        Assert.False(_pair.Server.TryReceiveCommand(out _));
        Assert.IsType<ProtocolException>(_pair.Server.Cause);
        Assert.Equal(before, OpenDescriptors.Of(one));
    }

    [Fact]
    public async Task An_awaited_reply_comes_while_somebody_takes_commands()
    {
        Task server = Task.Run(() =>
        {
            Assert.True(_pair.Server.TryReceiveCommand(out IncomingMessage? command));
            using (command)
                _pair.Server.ReplyError(command.Header, Errno.ENOTTY);
        });
        Task client = Task.Run(() => _pair.Client.TryReceiveCommand(out _));
        using IncomingMessage reply = await _pair.Client.ReplyAsync(_pair.Client.Request(MessageCommand.DeviceFeature, [1]))
            .AsTask().WaitAsync(Patience);
        Assert.Equal((true, Errno.ENOTTY, 0), (reply.Header.IsError, reply.Header.Error, reply.Header.PayloadLength));
        await server.WaitAsync(Patience);
        _pair.Client.Close();
        await client.WaitAsync(Patience);
    }

    [Fact]
    public async Task When_the_peer_goes_every_waiter_is_told_ECONNRESET()
    {
        PendingRequest awaited = _pair.Client.Request(MessageCommand.RegionRead, [1]);
        PendingRequest waited = _pair.Client.Request(MessageCommand.RegionRead, [2]);
        Task<MigrationException> first = Assert.ThrowsAsync<MigrationException>(async () => await _pair.Client.ReplyAsync(awaited));
        Task<MigrationException> second = Task.Run(() => Assert.Throws<MigrationException>(() => _pair.Client.WaitForReply(waited)));
        _pair.Server.Close();
        Assert.Equal(Errno.ECONNRESET, (await first.WaitAsync(Patience)).Errno);
        Assert.Equal(Errno.ECONNRESET, (await second.WaitAsync(Patience)).Errno);
        Assert.False(_pair.Client.TryReceiveCommand(out _));
        Assert.Equal(Errno.ECONNRESET, Assert.Throws<MigrationException>(() => _pair.Client.Request(MessageCommand.RegionRead, [3])).Errno);
    }

    [Fact]
    public void A_reply_that_nobody_asked_for_ends_the_connection()
    {
        _pair.ClientSocket.Send(MemoryMarshal.AsBytes([new MessageHeader(7, MessageCommand.DmaRead, 16, MessageFlags.Reply, Errno.None)]), default);
        Assert.False(_pair.Server.TryReceiveCommand(out _));
        Assert.IsType<ProtocolException>(_pair.Server.Cause);
    }

    [Theory]
    [InlineData(0U)]
    [InlineData(15U)]
    [InlineData(uint.MaxValue)]
    public void A_length_that_no_message_can_have_ends_the_connection(uint length)
    {
        _pair.ClientSocket.Send(
            MemoryMarshal.AsBytes([new MessageHeader(7, MessageCommand.RegionRead, length, MessageFlags.Command, Errno.None)]), default);
        Assert.False(_pair.Server.TryReceiveCommand(out _));
        Assert.IsType<ProtocolException>(_pair.Server.Cause);
    }

    [Fact]
    public void A_message_may_come_byte_by_byte()
    {
        byte[] message = new byte[MessageHeader.Size + 5];
        Wire.Write(message, MessageHeader.ForCommand(3, MessageCommand.RegionWrite, 5));
        message[^1] = 77;
        foreach (byte part in message)
            _pair.ClientSocket.Send([part], default);
        Assert.True(_pair.Server.TryReceiveCommand(out IncomingMessage? command));
        using (command)
            Assert.Equal((3, 77), (command.Header.Id, command.Payload[4]));
    }

    [Fact]
    public void A_round_trip_allocates_nothing_once_it_has_begun()
    {
        using var ready = new ManualResetEventSlim();
        long allocated = -1;
        var server = new Thread(() =>
        {
            byte[] data = new byte[4];
            for (int i = 0; _pair.Server.TryReceiveCommand(out IncomingMessage? command); i++)
            {
                if (i == 100)
                    allocated = GC.GetAllocatedBytesForCurrentThread();
                _pair.Server.Reply(command.Header, command.Payload, data);
                command.Dispose();
                if (i == 1099)
                {
                    allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
                    return;
                }
            }
        });
        server.Start();
        byte[] question = new byte[16];
        for (int i = 0; i < 1100; i++)
            _pair.Client.WaitForReply(_pair.Client.Request(MessageCommand.RegionRead, question)).Dispose();
        Assert.True(server.Join(Patience));
        Assert.Equal(0, allocated);
    }
}
