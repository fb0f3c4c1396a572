using System;
using System.Threading;
using System.Threading.Tasks;
using MigSdk;
using Samples.Devices;

namespace Samples.PdsStyle;

/// <summary>The device's firmware, which takes its time to answer a command.</summary>
/// <param name="device">What it commands.</param>
/// <param name="latency">How long it takes to begin with a command. Zero begins at once, and still answers later.</param>
internal sealed class Firmware(Device device, TimeSpan latency)
{
    /// <summary>Posts a command and completes when the firmware has carried it out.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cancel">Takes the command back, if the firmware has not begun with it.</param>
    internal async ValueTask ExecuteAsync(FirmwareCommand command, CancellationToken cancel)
    {
        await Task.Yield();
        await Task.Delay(latency, cancel);
        switch (command)
        {
            case FirmwareCommand.SuspendPeer:
                device.SuspendPeer();
                break;
            case FirmwareCommand.SuspendFull:
                device.Stop();
                break;
            case FirmwareCommand.ResumeFull:
                device.Start();
                break;
            case FirmwareCommand.ResumePeer:
                device.ResumePeer();
                break;
            default:
                throw new MigrationException(Errno.EINVAL, $"The firmware does not know command {command}.");
        }
    }
}
