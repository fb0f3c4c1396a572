using System.Linq;
using MigSdk.Spec;

namespace MigSdk.Generators;

/// <summary>XML docs of generated members.</summary>
internal static class Docs
{
    // A table of more lines than a reader takes in belongs elsewhere; the command line prints it.
    private const int MaxLines = 120;

    /// <summary>The driver's own path table as a remark.</summary>
    internal static void EmitPathTable(CodeWriter code, EmitContext context)
    {
        string[] lines = PathTable.Render(context.Plan).TrimEnd('\n').Split('\n');
        code.Line("/// <remarks>");
        code.Line("/// <code>");
        foreach (string line in lines.Take(MaxLines))
            code.Line($"/// {Escape(line)}".TrimEnd());
        if (lines.Length > MaxLines)
            code.Line($"/// ... and {lines.Length - MaxLines} lines more");
        code.Line("/// </code>");
        code.Line("/// </remarks>");
    }

    internal static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
