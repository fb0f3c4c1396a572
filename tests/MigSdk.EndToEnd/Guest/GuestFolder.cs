using System;
using System.IO;
using System.Security.Cryptography;

namespace MigSdk.EndToEnd.Guest;

/// <summary>The folder in which <c>prepare.sh</c> has put QEMU, kernel and initial file system.</summary>
internal static class GuestFolder
{
    private static readonly string Place = Path.Combine("tests", "MigSdk.EndToEnd", "Guest");
    private static readonly string Script = Path.Combine(Place, "prepare.sh");

    /// <summary>Whether a guest that is not there makes its tests fail and not skip.</summary>
    internal static bool IsRequired => Environment.GetEnvironmentVariable("MIGSDK_GUEST") == "required";

    private static string Folder =>
        NonEmpty("MIGSDK_GUEST_FOLDER")
        ?? Path.Combine(
            NonEmpty("XDG_CACHE_HOME") ?? Path.Combine(NonEmpty("HOME") ?? Path.GetTempPath(), ".cache"), "migsdk", "guest");

    /// <summary>The path of a file in it.</summary>
    internal static string PathOf(string name) => WhatIsMissing() is { } missing
        ? throw new InvalidOperationException(missing)
        : Path.Combine(Folder, "current", name);

    /// <summary>Why no guest can be booted, and what to do about it; null if one can.</summary>
    internal static string? WhatIsMissing()
    {
        string stamp = Path.Combine(Folder, "current", "stamp");
        if (File.Exists(stamp) && File.ReadAllText(stamp).Trim() == ExpectedStamp())
            return null;
        string failure = Path.Combine(Folder, "failure");
        return File.Exists(failure)
            ? $"No Linux guest could be made by {Script}: {File.ReadAllText(failure).Trim()}"
            : $"No Linux guest is prepared in {Folder}, or an outdated one: {Script} makes one, in a minute and with 150 MB "
                + "from Debian.";
    }

    // As the script does: what it would make anew is not the one that these tests are for.
    private static string ExpectedStamp()
    {
        byte[] script = File.ReadAllBytes(Repository.PathOf(Script));
        byte[] init = File.ReadAllBytes(Repository.PathOf(Place, "init"));
        return Convert.ToHexStringLower(SHA256.HashData([.. script, .. init]));
    }

    private static string? NonEmpty(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
