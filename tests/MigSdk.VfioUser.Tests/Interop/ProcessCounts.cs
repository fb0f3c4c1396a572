using System.IO;
using System.Linq;

namespace MigSdk.VfioUser.Tests.Interop;

/// <summary>What this process holds of the system's resources.</summary>
internal static class ProcessCounts
{
    internal static int Descriptors() => Directory.EnumerateFileSystemEntries("/proc/self/fd").Count();

    /// <summary>The mappings of memory files that guests have shared.</summary>
    internal static int GuestMappings() => File.ReadLines("/proc/self/maps").Count(line => line.Contains("memfd:guest"));
}
