using System;
using System.Text;

namespace MigSdk.Generators;

/// <summary>Writes lines with indentation; <c>\n</c> on every machine.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    internal void Line() => _text.Append('\n');

    /// <summary>One line, or several with their own relative indentation.</summary>
    internal void Line(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            string trimmed = line.TrimEnd('\r');
            // Directives of the preprocessor stand where they are easy to see.
            if (trimmed.Length > 0 && trimmed[0] != '#')
                _text.Append(' ', _depth * 4);
            _text.Append(trimmed).Append('\n');
        }
    }

    /// <summary>A block in braces, with an optional head before it.</summary>
    internal Block Braces(string head)
    {
        Line(head);
        Line("{");
        _depth++;
        return new Block(this, "}");
    }

    /// <summary>What follows is one level deeper.</summary>
    internal Block Indent(string head)
    {
        Line(head);
        _depth++;
        return new Block(this, null);
    }

    public override string ToString() => _text.ToString();

    internal readonly struct Block(CodeWriter writer, string? end) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            if (end is not null)
                writer.Line(end);
        }
    }
}
