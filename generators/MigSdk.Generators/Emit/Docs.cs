using System.Linq;
using MigSdk.Spec;

namespace MigSdk.Generators;

/// <summary>XML docs of generated members.</summary>
internal static class Docs
{
    // More lines than a reader takes in are no help.
    private const int MaxTransitions = 120;

    /// <summary>The driver's own path table as a remark.</summary>
    internal static void EmitPathTable(CodeWriter code, EmitContext context)
    {
        int count = context.Plan.SupportedTransitions.Count(pair => pair.From != pair.To);
        if (count > MaxTransitions)
        {
            code.Line($"/// <remarks>There are {count} supported transitions, too many for a table here.</remarks>");
            return;
        }

        code.Line("/// <remarks>");
        code.Line("/// <code>");
        foreach (string line in PathTable.Render(context.Plan).TrimEnd('\n').Split('\n'))
            code.Line($"/// {Escape(line)}".TrimEnd());
        code.Line("/// </code>");
        code.Line("/// </remarks>");
    }

    internal static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
