using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using Microsoft.Win32.SafeHandles;
using MigSdk.Uapi;
using Xunit;

namespace MigSdk.VfioUser.Tests;

/// <summary>A client at the level of messages: sends payloads as they are, and shows replies as they come.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Thread? _answers;

    internal RawClient(string path, string? json = "{\"capabilities\":{\"max_msg_fds\":8}}", Func<IncomingMessage, byte[]?>? answer = null)
    {
        Socket = MessageSocket.Connect(path);
        Connection = new MessageConnection(Socket, new ProtocolLimits());
        if (json is not null)
            Version = Ask(MessageCommand.Version, [0, 0, 1, 0, .. Encoding.UTF8.GetBytes(json), 0]);
        if (answer is null)
            return;
        _answers = new Thread(() => AnswerAll(answer)) { IsBackground = true };
        _answers.Start();
    }

    internal MessageSocket Socket { get; }

    internal MessageConnection Connection { get; }

    internal Reply Version { get; } = new(Errno.None, [], []);

    internal Reply Ask(MessageCommand command, ReadOnlySpan<byte> payload, params SafeHandle[] descriptors)
    {
        using IncomingMessage message = Connection.WaitForReply(Connection.Request(command, payload, default, descriptors));
        Assert.Equal(command, message.Header.Command);
        var taken = new List<SafeFileHandle>();
        while (message.TakeDescriptor() is { } descriptor)
            taken.Add(descriptor);
        return new Reply(message.Header.IsError ? message.Header.Error : Errno.None, message.Payload.ToArray(), taken);
    }

    internal Reply Ask<T>(MessageCommand command, T layout, ReadOnlySpan<byte> data = default, params SafeHandle[] descriptors)
        where T : unmanaged => Ask(command, [.. Bytes(layout), .. data], descriptors);

    internal byte[] ReadRegion(uint region, ulong offset, uint count)
    {
        Reply reply = Ask(MessageCommand.RegionRead, new RegionAccess(offset, region, count));
        Assert.Equal(Errno.None, reply.Errno);
        Assert.Equal(new RegionAccess(offset, region, count), reply.Layout<RegionAccess>());
        return reply.Payload[RegionAccess.Size..];
    }

    internal Errno WriteRegion(uint region, ulong offset, params byte[] data) =>
        Ask(MessageCommand.RegionWrite, new RegionAccess(offset, region, (uint)data.Length), data).Errno;

    internal Reply Feature(DeviceFeature feature, FeatureOperations operations, ReadOnlySpan<byte> data = default, int argsz = -1) =>
        Ask(
            MessageCommand.DeviceFeature,
            new DeviceFeatureHeader((uint)(argsz < 0 ? 8 + data.Length : argsz), (uint)feature | (uint)operations),
            data);

    internal Errno SetState(MigrationState state) => Feature(
        DeviceFeature.MigDeviceState, FeatureOperations.Set, Bytes(new DeviceState(state, 0))).Errno;

    internal MigrationState GetState() => Wire.Read<DeviceState>(
        Feature(DeviceFeature.MigDeviceState, FeatureOperations.Get, argsz: 16).Payload.AsSpan(8)).State;

    internal static byte[] Bytes<T>(T layout)
        where T : unmanaged => MemoryMarshal.AsBytes([layout]).ToArray();

    public void Dispose()
    {
        Connection.Close();
        _answers?.Join();
        Connection.Dispose();
    }

    private void AnswerAll(Func<IncomingMessage, byte[]?> answer)
    {
        while (Connection.TryReceiveCommand(out IncomingMessage? command))
        {
            using (command)
            {
                if (answer(command) is { } reply)
                    Connection.Reply(command.Header, reply);
                else
                    Connection.ReplyError(command.Header, Errno.EFAULT);
            }
        }
    }

    internal sealed record Reply(Errno Errno, byte[] Payload, List<SafeFileHandle> Descriptors)
    {
        internal T Layout<T>()
            where T : unmanaged => Wire.Read<T>(Payload);
    }
}
