using System.Linq;

namespace MigSdk.Cli;

/// <summary>Names as people type them: PRE_COPY_P2P, pre-copy-p2p and PreCopyP2P are one.</summary>
internal static class LooseName
{
    /// <summary>The letters and digits of a name, in lower case.</summary>
    internal static string Of(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
