using System;
using System.IO;

namespace MigSdk.EndToEnd.Guest;

/// <summary>The folder in which <c>prepare.sh</c> has put QEMU, kernel and initial file system.</summary>
internal static class GuestFolder
{
    private static readonly string Script = Path.Combine("tests", "MigSdk.EndToEnd", "Guest", "prepare.sh");

    /// <summary>Whether a guest that is not there makes its tests fail and not skip.</summary>
    internal static bool IsRequired => Environment.GetEnvironmentVariable("MIGSDK_GUEST") == "required";

    private static string Folder =>
        NonEmpty("MIGSDK_GUEST_FOLDER")
        ?? Path.Combine(
            NonEmpty("XDG_CACHE_HOME") ?? Path.Combine(NonEmpty("HOME") ?? Path.GetTempPath(), ".cache"), "migsdk", "guest");

    /// <summary>The path of a file in it.</summary>
    internal static string PathOf(string name)
    {
        string path = Path.Combine(Folder, "current", name);
        return File.Exists(path) ? path : throw new FileNotFoundException(WhatIsMissing() ?? $"There is no {path}.", path);
    }

    /// <summary>Why no guest can be booted, and what to do about it; null if one can.</summary>
    internal static string? WhatIsMissing()
    {
        if (File.Exists(Path.Combine(Folder, "current", "stamp")))
            return null;
        string failure = Path.Combine(Folder, "failure");
        return File.Exists(failure)
            ? $"No Linux guest could be made by {Script}: {File.ReadAllText(failure).Trim()}"
            : $"No Linux guest is prepared in {Folder}: {Script} makes one, which takes a minute and 150 MB from Debian.";
    }

    private static string? NonEmpty(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
