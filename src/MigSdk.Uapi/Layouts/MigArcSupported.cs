using System.Runtime.InteropServices;

namespace MigSdk.Uapi;

/// <summary>
/// The argument of <see cref="UapiRequest.MigArcSupported"/>: 16 bytes, of which the first 12 count
/// (<c>struct vfio_device_mig_arc_supported</c>, January 2022).
/// </summary>
/// <param name="Argsz">The size of the argument, in bytes; at least 12.</param>
/// <param name="From">The state in which the device would be asked.</param>
/// <param name="To">The target.</param>
/// <param name="Reserved">Nothing.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly record struct MigArcSupported(uint Argsz, uint From, uint To, uint Reserved)
{
    /// <summary>How much of the argument must be there, in bytes.</summary>
    public const int MinimumSize = 12;
}
