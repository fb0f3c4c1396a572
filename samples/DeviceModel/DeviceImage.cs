namespace Samples.Devices;

/// <summary>The complete, checked state of a device, read from a stream and not yet applied.</summary>
public sealed class DeviceImage
{
    internal DeviceImage(byte[] memory, ulong[] registers)
    {
        Memory = memory;
        Registers = registers;
    }

    internal byte[] Memory { get; }

    internal ulong[] Registers { get; }
}
