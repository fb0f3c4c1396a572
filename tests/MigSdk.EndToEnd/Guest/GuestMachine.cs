using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.EndToEnd.Guest;

/// <summary>A Linux guest in QEMU, emulated, with one device that a vfio-user server serves.</summary>
internal sealed class GuestMachine : IAsyncDisposable
{
    /// <summary>What the guest's memory is called in the maps of a process that has it.</summary>
    internal const string MemoryName = "memfd:memory-backend-memfd";

    private const string Ready = "guest: ready, Linux ";
    private const string Exit = "guest: exit ";

    private readonly LineProcess _qemu;
    private readonly string _console;

    private GuestMachine(string socket, string console, string append)
    {
        _console = console;
        _qemu = new LineProcess(
            GuestFolder.PathOf("qemu-system-x86_64"),
            "-accel", "tcg,thread=multi", "-cpu", "max", "-m", "256M", "-nodefaults", "-display", "none", "-no-reboot",
            // The server maps the guest's memory by its descriptor.
            "-machine", "q35,memory-backend=memory", "-object", "memory-backend-memfd,id=memory,size=256M,share=on",
            "-kernel", GuestFolder.PathOf("vmlinuz"), "-initrd", GuestFolder.PathOf("initrd.gz"),
            // On a busy machine the emulated timer may not tick while the kernel looks whether it does.
            "-append", $"console=ttyS0 panic=-1 quiet mitigations=off no_timer_check {append}",
            "-serial", $"file:{console}", "-serial", "stdio",
            "-device", $$$"""{"driver":"vfio-user-pci","rombar":0,"socket":{"path":"{{{socket}}}","type":"unix"}}""");
    }

    /// <summary>Boots a guest to its prompt.</summary>
    /// <param name="socket">Where the device is served.</param>
    /// <param name="work">Where the console's messages are kept.</param>
    /// <param name="append">What else the kernel is told.</param>
    internal static async Task<GuestMachine> BootAsync(string socket, Workspace work, string append = "")
    {
        var guest = new GuestMachine(socket, Path.Combine(work.Root, $"console-{Guid.NewGuid():N}.log"), append);
        try
        {
            await guest._qemu.HearAsync(line => line.StartsWith(Ready, StringComparison.Ordinal), "The guest's prompt");
            return guest;
        }
        catch (TimeoutException cause)
        {
            string messages = guest.ConsoleMessages;
            await guest.DisposeAsync();
            throw new TimeoutException($"{cause.Message}\nThe console:\n{messages}", cause);
        }
    }

    /// <summary>Runs a command in the guest's shell and demands that it succeeds.</summary>
    internal async Task<string> RunAsync(string command)
    {
        await _qemu.SayAsync(command);
        List<string> heard = await _qemu.HearAsync(
            line => line.StartsWith(Exit, StringComparison.Ordinal), $"The end of \"{command}\"");
        string output = string.Join('\n', heard[..^1]);
        Assert.True(heard[^1] == Exit + "0", $"{command}: {heard[^1]}\n{output}\nThe console:\n{ConsoleMessages}");
        return output;
    }

    /// <summary>Ends QEMU at once, as a crash would.</summary>
    internal Task KillAsync() => _qemu.KillAsync();

    public ValueTask DisposeAsync() => _qemu.DisposeAsync();

    private string ConsoleMessages => File.Exists(_console) ? File.ReadAllText(_console) : "";
}
