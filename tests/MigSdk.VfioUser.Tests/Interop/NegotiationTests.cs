using System;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.VfioUser.Tests.Interop.Raw;
using Xunit;

namespace MigSdk.VfioUser.Tests.Interop;

/// <summary>The first message, and the moment before it.</summary>
public sealed class NegotiationTests
{
    /// <summary>What QEMU 11, libvfio-user's client and the Rust client send, and what clients may leave out.</summary>
    public static TheoryData<ushort, string?> Offers => new()
    {
        {
            0,
            """{"capabilities":{"max_msg_fds":8,"max_data_xfer_size":1048576,"pgsizes":4096,"max_dma_maps":65535,"write_multiple":true,"migration":{"pgsize":4096,"max_bitmap_size":268435456}}}"""
        },
        { 2, """{"capabilities":{"max_msg_fds":32,"max_data_xfer_size":1024}}""" },
        {
            1,
            """{"capabilities":{"max_msg_fds":1,"max_data_xfer_size":1048576,"migration":{"pgsize":4096}}}"""
        },
        { 0, null },
        { 1, "{}" },
        { 1, """{"capabilities":{}}""" },
        { 1, """{"capabilities":{"from_the_future":{"a":[1,2,3]}},"and":"more"}""" },
        { 9, """{"capabilities":{"twin_socket":{"supported":false}}}""" },
    };

    [Theory]
    [MemberData(nameof(Offers))]
    public void The_reply_s_minor_is_at_most_the_client_s_and_its_JSON_is_whole(ushort minor, string? json)
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using ByteClient client = ByteClient.Connect(server.Path);
        using RawMessage reply = client.Call(Command.Version, Payloads.Version(0, minor, json));
        Assert.Equal(RawMessage.Reply, reply.Flags);
        Assert.Empty(reply.Descriptors);
        Assert.Equal(0u, reply.U32(0) & 0xFFFF);
        Assert.InRange(reply.U32(0) >> 16, 0u, minor);

        // Ended by the only NUL, and it says what clients parse as unsigned numbers.
        Assert.Equal(reply.Payload.Length - 1, Array.IndexOf(reply.Payload, (byte)0, 4));
        using var parsed = JsonDocument.Parse(Encoding.UTF8.GetString(reply.Payload.AsSpan(4, reply.Payload.Length - 5)));
        JsonElement capabilities = parsed.RootElement.GetProperty("capabilities");
        if (capabilities.TryGetProperty("max_msg_fds", out JsonElement descriptors))
            Assert.InRange(descriptors.GetUInt32(), 1u, 253u);
        if (capabilities.TryGetProperty("max_data_xfer_size", out JsonElement transfer))
            Assert.InRange(transfer.GetUInt32(), 1024u, uint.MaxValue);
        if (capabilities.TryGetProperty("migration", out JsonElement migration))
            Assert.Equal(4096u, migration.GetProperty("pgsize").GetUInt32());

        // A foreign peer never meets what only MigSdk's own peers speak.
        foreach (JsonProperty capability in capabilities.EnumerateObject())
        {
            Assert.Contains(
                capability.Name,
                new[]
                {
                    "max_msg_fds", "max_data_xfer_size", "max_dma_maps", "pgsizes", "twin_socket", "write_multiple",
                    "migration",
                });
        }

        using RawMessage info = client.Call(Command.GetInfo, Payloads.Info());
        Assert.Equal(RawMessage.Reply, info.Flags);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"capabilities":7}""")]
    [InlineData("""{"capabilities":{"max_msg_fds":"many"}}""")]
    [InlineData("""{"capabilities":{"max_msg_fds":-1}}""")]
    [InlineData("""{"capabilities":{"max_data_xfer_size":0}}""")]
    [InlineData("""{"capabilities":{"max_data_xfer_size":1e300}}""")]
    [InlineData("""{"capabilities":{"twin_socket":true}}""")]
    public void Faulty_JSON_is_refused_and_the_next_client_is_served(string json)
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using (ByteClient client = ByteClient.Connect(server.Path))
        {
            client.Send(Command.Version, Payloads.Version(0, 1, json));
            AssertRefused(client);
        }

        using ByteClient next = ByteClient.Open(server.Path);
        using RawMessage info = next.Call(Command.GetInfo, Payloads.Info());
        Assert.Equal(RawMessage.Reply, info.Flags);
    }

    [Fact]
    public void Another_major_version_is_refused()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using ByteClient client = ByteClient.Connect(server.Path);
        client.Send(Command.Version, Payloads.Version(1, 0, null));
        AssertRefused(client);
    }

    [Fact]
    public void JSON_without_its_NUL_is_refused_or_understood_but_not_read_past_its_end()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using (ByteClient client = ByteClient.Connect(server.Path))
        {
            client.Send(Command.Version, Payloads.Version(0, 1, "{}").AsSpan()[..^1]);
            using RawMessage reply = client.Receive();
            Assert.True(reply.Flags is RawMessage.Reply or RawMessage.ErrorReply, reply.ToString());
        }

        ByteClient.Open(server.Path).Dispose();
    }

    [Fact]
    public void Before_VERSION_nothing_else_is_answered_with_success()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using (ByteClient client = ByteClient.Connect(server.Path))
        {
            client.Send(Command.GetInfo, Payloads.Info());
            AssertRefused(client);
        }

        ByteClient.Open(server.Path).Dispose();
    }

    [Fact]
    public void A_second_VERSION_is_refused()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using (ByteClient client = ByteClient.Open(server.Path))
        {
            client.Send(Command.Version, Payloads.Version(0, 1, null));
            AssertRefused(client);
        }

        ByteClient.Open(server.Path).Dispose();
    }

    [Fact]
    public void A_client_may_connect_as_soon_as_the_socket_s_name_exists()
    {
        for (int i = 0; i < 30; i++)
        {
            string path = ServerUnderTest.NewPath();
            using var connected = new ManualResetEventSlim();
            Exception? failure = null;
            var eager = new Thread(() =>
            {
                try
                {
                    while (!File.Exists(path))
                        Thread.SpinWait(20);
                    ByteClient.Open(path).Dispose();
                }
                catch (Exception refused) when (refused is SocketException or IOException or TimeoutException)
                {
                    failure = refused;
                }

                connected.Set();
            });
            eager.Start();
            using ServerUnderTest server = ServerUnderTest.Start(path: path);
            Assert.True(connected.Wait(ByteClient.TimeoutMilliseconds));
            Assert.Null(failure);
        }
    }

    [Fact]
    public async Task The_twin_socket_is_offered_only_to_a_client_that_asks_and_carries_the_server_s_commands()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using ByteClient client = ByteClient.Connect(server.Path);
        using RawMessage reply = client.Call(
            Command.Version,
            Payloads.Version(0, 1, """{"capabilities":{"max_msg_fds":8,"twin_socket":{"supported":true}}}"""));
        using var parsed = JsonDocument.Parse(Encoding.UTF8.GetString(reply.Payload.AsSpan(4, reply.Payload.Length - 5)));
        JsonElement twin = parsed.RootElement.GetProperty("capabilities").GetProperty("twin_socket");
        Assert.True(twin.GetProperty("supported").GetBoolean());
        Assert.Equal(0, twin.GetProperty("fd_index").GetInt32());
        using ByteClient commands = ByteClient.Over(Assert.Single(reply.Descriptors));

        client.Call(Command.DmaMap, Payloads.DmaMap(0x1000, 0x1000)).Dispose();
        Task<byte[]> read = server.ReadGuestAsync(0x1000, 4);
        using RawMessage request = commands.Receive();
        Assert.Equal(Command.DmaRead, request.Command);
        Assert.True(client.IsSilent(50));
        using (RawMessage info = client.Call(Command.GetInfo, Payloads.Info()))
            Assert.Equal(RawMessage.Reply, info.Flags);
        commands.Answer(request, new Bytes().U64(0x1000).U64(4).Add([1, 2, 3, 4]).ToArray());
        Assert.Equal([1, 2, 3, 4], await read.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    private static void AssertRefused(ByteClient client)
    {
        try
        {
            using RawMessage reply = client.Receive();
            Assert.Equal(RawMessage.ErrorReply, reply.Flags);
        }
        catch (Exception dropped) when (dropped is EndOfStreamException or IOException)
        {
            // Hanging up is the other way to refuse.
        }
    }
}
