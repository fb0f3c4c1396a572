using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MigSdk.Spec;

namespace MigSdk.CodeFixes;

/// <summary>Writes handlers that do nothing yet. All names are full ones, to be simplified in their place.</summary>
internal sealed class HandlerText(DriverDraft driver, string newLine, string indentation)
{
    private const int ArcsOnALine = 3;

    private readonly string _state = driver.Spec.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>The handlers, with an empty line between two.</summary>
    internal string All() => string.Join(newLine, driver.Handlers.Select(handler => string.Concat(Lines(handler).Select(Line))));

    private string Line(string line) => $"{indentation}{line}{newLine}";

    private IEnumerable<string> Lines(HandlerDraft handler)
    {
        if (handler.Comment is { } comment)
            yield return $"// {comment}";
        for (int at = 0; at < handler.Arcs.Length; at += ArcsOnALine)
            yield return $"[{string.Join(", ", handler.Arcs.Skip(at).Take(ArcsOnALine).Select(Arc))}]";
        string returns = handler.Returns is { } opened ? Session(opened) : "void";
        string takes = handler.Takes is { } open ? $"{Session(open)} session" : "";
        yield return $"private {returns} {handler.Name}({takes}) => throw new global::System.NotImplementedException();";
    }

    private string Arc(RequiredArc arc) =>
        $"global::MigSdk.Arc{(driver.IsPlain ? "" : $"<{_state}>")}({State(arc.From)}, {State(arc.To)})";

    private string State(int state) => $"{_state}.@{driver.Spec.Spec!.States[state].Name}";

    private static string Session(string group) => $"global::MigSdk.{group}Session";
}
