using System.IO;
using System.Linq;
using Microsoft.Win32.SafeHandles;

namespace MigSdk.VfioUser.Tests;

/// <summary>
/// Counts the descriptors of this process that stand for one thing, whatever other tests have open meanwhile.
/// </summary>
internal static class OpenDescriptors
{
    /// <summary>How many descriptors this eventfd has.</summary>
    internal static int Of(SafeFileHandle eventDescriptor)
    {
        string id = IdOf(eventDescriptor.DangerousGetHandle().ToString());
        return Directory.GetFiles("/proc/self/fdinfo").Count(file => IdOf(Path.GetFileName(file)) == id);
    }

    /// <summary>How many descriptors and mappings the memory of this name has.</summary>
    internal static int OfMemory(string name) =>
        Directory.GetFiles("/proc/self/fd").Count(file => LinkOf(file).StartsWith("/memfd:" + name + " "))
        + File.ReadLines("/proc/self/maps").Count(line => line.Contains("/memfd:" + name + " "));

    private static string LinkOf(string file)
    {
        try
        {
            return File.ResolveLinkTarget(file, returnFinalTarget: false)?.ToString() is { } link
                ? link[link.IndexOf("/memfd:", System.StringComparison.Ordinal) is var at && at >= 0 ? at.. : ..]
                : string.Empty;
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }

    private static string IdOf(string descriptor)
    {
        try
        {
            return File.ReadLines("/proc/self/fdinfo/" + descriptor).FirstOrDefault(line => line.StartsWith("eventfd-id")) ?? "none";
        }
        catch (IOException)
        {
            return "gone";
        }
    }
}
