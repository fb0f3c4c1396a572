using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Win32.SafeHandles;
using MigSdk.VfioUser.Tests.Interop;
using MigSdk.VfioUser.Tests.Interop.Raw;
using Xunit;
using Xunit.Abstractions;

namespace MigSdk.VfioUser.Tests.Hostile;

/// <summary>
/// Clients that no server should trust. Whatever they send: an errno or a hang-up, bounded memory, no descriptor and no
/// mapping left, and the next client is served.
/// </summary>
/// <remarks>
/// <c>MIGSDK_FUZZ</c> is for how many seconds the random sessions run (4 by default), <c>MIGSDK_FUZZ_SEED</c> replays one
/// session.
/// </remarks>
[Collection(nameof(CountsProcessResources))]
public sealed class HostileInputTests(ITestOutputHelper output)
{
    private const long MemoryBound = 256L << 20;

    [Fact]
    public async Task Random_sessions_get_errnos_or_are_dropped_and_leave_nothing_behind()
    {
        int seconds = int.Parse(Environment.GetEnvironmentVariable("MIGSDK_FUZZ") ?? "4", CultureInfo.InvariantCulture);
        string? replay = Environment.GetEnvironmentVariable("MIGSDK_FUZZ_SEED");
        int seed = replay is null ? Environment.TickCount : int.Parse(replay, CultureInfo.InvariantCulture);
        using ServerUnderTest server = ServerUnderTest.Start();
        using var descriptors = new HostileDescriptors();
        using var unobserved = new UnobservedFailures();
        await GoodClient.AssertServedAsync(server);
        Footprint before = Footprint.Take();

        var clock = Stopwatch.StartNew();
        int sessions = 0;
        for (; (replay is null && clock.Elapsed.TotalSeconds < seconds) || sessions == 0; sessions++, seed++)
        {
            try
            {
                new HostileSession(server, descriptors, seed).Run();
                if (sessions % 8 == 0 || replay is not null)
                    await GoodClient.AssertServedAsync(server);
                Assert.InRange(Environment.WorkingSet, 0, before.WorkingSet + MemoryBound);
                Assert.Null(unobserved.First);
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"MIGSDK_FUZZ_SEED={seed} shows it: {fault.Message}", fault);
            }
        }

        await GoodClient.AssertServedAsync(server);
        Footprint after = Footprint.Settle(before);
        output.WriteLine(
            $"{sessions} sessions, {HostileSession.Sent} messages, first seed {seed - sessions}; {before} -> {after}");
        Assert.InRange(after.Descriptors, 0, before.Descriptors + 2);
        Assert.InRange(after.Mappings, 0, before.Mappings);
        Assert.InRange(after.Managed, 0, before.Managed + (32L << 20));
    }

    [Fact]
    public async Task A_conversation_that_breaks_off_at_any_byte_does_no_harm()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using var descriptors = new HostileDescriptors();
        await GoodClient.AssertServedAsync(server);
        Footprint before = Footprint.Take();
        byte[] conversation =
        [
            .. ByteClient.Frame(1, Command.Version, 0, Payloads.Version(0, 1, "{}")),
            .. ByteClient.Frame(2, Command.DmaMap, 0, Payloads.DmaMap(0, 0x1000)),
            .. ByteClient.Frame(3, Command.SetIrqs, 0, Payloads.SetIrqs(0x24, 2, 0, 1)),
            .. ByteClient.Frame(4, Command.Feature, 0, Payloads.SetState(6)),
            .. ByteClient.Frame(5, Command.MigrationRead, 0, Payloads.MigrationRead(64)),
            .. ByteClient.Frame(6, Command.RegionWrite, 0, Payloads.RegionWrite(0, 0, 1, 2, 3, 4)),
            .. ByteClient.Frame(7, Command.Feature, 0, Payloads.SetState(3)),
        ];
        for (int cut = 0; cut <= conversation.Length; cut++)
        {
            using ByteClient client = ByteClient.Connect(server.Path);
            client.SendBytes(conversation.AsSpan(0, cut), descriptors.Memory);
        }

        await GoodClient.AssertServedAsync(server);
        Footprint after = Footprint.Settle(before);
        Assert.InRange(after.Descriptors, 0, before.Descriptors + 2);
        Assert.InRange(after.Mappings, 0, before.Mappings);
    }

    [Fact]
    public async Task A_client_that_never_reads_replies_is_not_buffered_without_bound()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        await GoodClient.AssertServedAsync(server);
        Footprint before = Footprint.Take();
        using (ByteClient client = ByteClient.Open(server.Path))
        {
            byte[] request = ByteClient.Frame(
                1, Command.RegionRead, 0, Payloads.RegionRead(ServerUnderTest.SharedRegion, 0, ServerUnderTest.SharedBytes));
            for (int sent = 0; sent < 20_000; sent++)
            {
                // A server that does not read any more, or has hung up, has defended itself.
                try
                {
                    if (client.TrySend(request, [], 200) < request.Length)
                        break;
                }
                catch (IOException)
                {
                    break;
                }
            }

            Assert.InRange(Environment.WorkingSet, 0, before.WorkingSet + MemoryBound);
        }

        await GoodClient.AssertServedAsync(server);
    }

    [Fact]
    public async Task Thousands_of_ranges_are_mapped_or_refused_and_all_freed()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using SafeFileHandle memory = RawNative.MemoryFile(0x1000);
        await GoodClient.AssertServedAsync(server);
        Footprint before = Footprint.Take();
        using (ByteClient client = ByteClient.Open(server.Path))
        {
            int mapped = 0;
            for (ulong i = 0; i < 5000; i++)
            {
                bool withFile = i % 2 == 0;
                using RawMessage reply = client.Call(
                    Command.DmaMap, Payloads.DmaMap(i * 0x2000, 0x1000), withFile ? [memory] : []);
                Assert.True(reply.Flags is RawMessage.Reply or RawMessage.ErrorReply, reply.ToString());
                mapped += reply.Flags == RawMessage.Reply ? 1 : 0;
            }

            Assert.InRange(mapped, 1000, 5000);
            using (RawMessage unmap = client.Call(Command.DmaUnmap, Payloads.DmaUnmap(0, 0, flags: 2)))
                Assert.Equal(RawMessage.Reply, unmap.Flags);
            Assert.InRange(ProcessCounts.GuestMappings(), 0, before.Mappings);
        }

        await GoodClient.AssertServedAsync(server);
        Footprint after = Footprint.Settle(before);
        Assert.InRange(after.Descriptors, 0, before.Descriptors + 2);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(15u)]
    [InlineData(uint.MaxValue)]
    [InlineData(0x7FFF_FFFFu)]
    [InlineData(64u << 20)]
    public async Task A_message_of_an_impossible_size_is_refused_without_memory_for_it(uint size)
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        await GoodClient.AssertServedAsync(server);
        long before = GC.GetTotalAllocatedBytes();
        using (ByteClient client = ByteClient.Open(server.Path))
        {
            byte[] frame = ByteClient.Frame(1, Command.RegionWrite, 0, Payloads.RegionWrite(0, 0, new byte[64]));
            BitConverter.TryWriteBytes(frame.AsSpan(4), size);
            client.SendBytes(frame);
            Assert.True(client.IsClosedByServer(), "A client that is out of step must be dropped.");
        }

        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 16L << 20);
        await GoodClient.AssertServedAsync(server);
    }

    [Theory]
    [InlineData(1ul << 60, 4096ul)]
    [InlineData(1ul << 40, 4096ul)]
    [InlineData(ulong.MaxValue, 1ul)]
    [InlineData(4096ul, 0ul)]
    [InlineData(4096ul, 3ul)]
    public async Task A_report_of_more_dirty_pages_than_can_be_sent_is_refused_without_memory_for_it(
        ulong length, ulong pageSize)
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using (ByteClient client = ByteClient.Open(server.Path))
        {
            client.Call(Command.Feature, Payloads.LoggingStart(4096, 0)).Dispose();
            long before = GC.GetTotalAllocatedBytes();
            using RawMessage reply = client.Call(
                Command.Feature, Payloads.LoggingReport(0, length, pageSize, 0x7FFF_0000));
            Assert.Equal(RawMessage.ErrorReply, reply.Flags);
            Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 16L << 20);
        }

        await GoodClient.AssertServedAsync(server);
    }

    [Fact]
    public async Task A_range_larger_than_its_file_is_refused_or_its_missing_part_is_not_touched()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using (SafeFileHandle memory = RawNative.MemoryFile(0x1000))
        using (ByteClient client = ByteClient.Open(server.Path))
        {
            foreach ((ulong size, ulong offset) in new[] { (0x2000ul, 0ul), (0x1000ul, 0x1000ul), (1ul << 40, 0ul) })
            {
                using RawMessage map = client.Call(Command.DmaMap, Payloads.DmaMap(0, size, offset), memory);
                Assert.Equal(RawMessage.ErrorReply, map.Flags);
                Task<byte[]> read = server.ReadGuestAsync(size - 8, 8);
                await Assert.ThrowsAnyAsync<Exception>(() => read.WaitAsync(TimeSpan.FromSeconds(10)));
            }
        }

        await GoodClient.AssertServedAsync(server);
    }

    /// <summary>Touching memory beyond the end of a mapped file would kill the whole process.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Memory_that_its_owner_makes_shorter_is_an_error_and_not_the_server_s_end(bool canBeSealed)
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using (SafeFileHandle memory = RawNative.MemoryFile(0x10000, canBeSealed))
        using (ByteClient client = ByteClient.Open(server.Path))
        {
            using (RawMessage map = client.Call(Command.DmaMap, Payloads.DmaMap(0, 0x10000), memory))
                Assert.Equal(RawMessage.Reply, map.Flags);
            await server.WriteGuestAsync(0xF000, [1]);
            if (RawNative.TryResize(memory, 0))
                await Assert.ThrowsAnyAsync<Exception>(() => server.ReadGuestAsync(0xF000, 8));
            else
                Assert.Equal(1, (await server.ReadGuestAsync(0xF000, 8))[0]);
        }

        await GoodClient.AssertServedAsync(server);
    }

    /// <summary>8 is what the server takes with a message; with more it may drop the client.</summary>
    [Theory]
    [InlineData(8)]
    [InlineData(60)]
    public async Task Descriptors_with_messages_that_take_none_are_closed_at_once(int count)
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        using SafeFileHandle memory = RawNative.MemoryFile(0x1000);
        await GoodClient.AssertServedAsync(server);
        SafeFileHandle[] attached = [.. Enumerable.Repeat(memory, count)];
        int before = ProcessCounts.Descriptors();
        foreach ((ushort command, byte[] payload) in new[]
        {
            (Command.RegionRead, Payloads.RegionRead(7, 0, 4)),
            (Command.GetInfo, Payloads.Info()),
            (Command.Feature, Payloads.SetState(2)),
            ((ushort)99, Array.Empty<byte>()),
            (Command.DmaMap, Payloads.DmaMap(0x123, 0)),
            (Command.DmaMap, Payloads.DmaMap(0x1000, 0x1000)),
            (Command.SetIrqs, Payloads.SetIrqs(0x24, 77, 0, 1)),
            (Command.SetIrqs, Payloads.SetIrqs(0x24, 2, 0, 1)),
        })
        {
            using ByteClient client = ByteClient.Open(server.Path);
            for (int i = 0; i < 10; i++)
            {
                try
                {
                    client.Call(command, payload, attached).Dispose();
                }
                catch (IOException) when (count > 8)
                {
                    break;
                }
            }
        }

        // Without a collection: what is only closed by a finalizer counts as leaked.
        await GoodClient.AssertServedAsync(server);
        Assert.InRange(ProcessCounts.Descriptors(), 0, before + 4);
    }

    [Fact]
    public async Task Clients_that_connect_and_say_nothing_do_not_keep_the_next_one_out()
    {
        using ServerUnderTest server = ServerUnderTest.Start();
        List<ByteClient> silent = [.. Enumerable.Range(0, 5).Select(_ => ByteClient.Connect(server.Path))];
        silent.ForEach(client => client.Dispose());
        await GoodClient.AssertServedAsync(server);
    }

    private readonly record struct Footprint(int Descriptors, int Mappings, long Managed, long WorkingSet)
    {
        internal static Footprint Take()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return new Footprint(
                ProcessCounts.Descriptors(), ProcessCounts.GuestMappings(), GC.GetTotalMemory(true), Environment.WorkingSet);
        }

        // The last client's hang-up is seen in its own time.
        internal static Footprint Settle(Footprint before)
        {
            // Before anything is collected: what is only closed by a finalizer counts as leaked.
            var clock = Stopwatch.StartNew();
            int descriptors = ProcessCounts.Descriptors();
            while (descriptors > before.Descriptors && clock.ElapsedMilliseconds < 2000)
            {
                Thread.Sleep(20);
                descriptors = ProcessCounts.Descriptors();
            }

            return Take() with { Descriptors = descriptors };
        }
    }

    private sealed class UnobservedFailures : IDisposable
    {
        internal UnobservedFailures() => TaskScheduler.UnobservedTaskException += Note;

        internal Exception? First { get; private set; }

        public void Dispose() => TaskScheduler.UnobservedTaskException -= Note;

        private void Note(object? sender, UnobservedTaskExceptionEventArgs failure) => First ??= failure.Exception;
    }
}
