using System;
using System.IO;
using System.Text.Json;
using Spectre.Console;

namespace MigSdk.Cli;

/// <summary>Where a command writes: results to the screen, everything else to the error stream.</summary>
/// <param name="screen">Standard output.</param>
/// <param name="error">Standard error.</param>
internal sealed class CliConsole(IAnsiConsole screen, TextWriter error)
{
    // Wide enough for any table: whoever reads a pipe or a file does not want lines cut at column 80.
    private const int WidthWithoutTerminal = 10_000;

    /// <summary>Standard output, for tables and live displays.</summary>
    internal IAnsiConsole Screen => screen;

    /// <summary>Standard output, for text that has its final form, to the byte.</summary>
    internal TextWriter Output => screen.Profile.Out.Writer;

    internal TextWriter Error => error;

    /// <summary>Whether somebody watches: what is shown may change in place.</summary>
    internal bool IsTerminal => screen.Profile.Capabilities is { Ansi: true, Interactive: true };

    /// <summary>The console of this process.</summary>
    internal static CliConsole OfProcess()
    {
        var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true, NewLine = "\n" };
        bool redirected = Console.IsOutputRedirected;
        IAnsiConsole screen = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
            Out = new AnsiConsoleOutput(output),
        });
        if (redirected)
            screen.Profile.Width = WidthWithoutTerminal;
        return new CliConsole(screen, Console.Error);
    }

    /// <summary>Writes a line of text that has its final form.</summary>
    internal void Line(string text = "") => Output.Write(text + "\n");

    /// <summary>Writes a document for scripts.</summary>
    internal void Json(object document) => Line(JsonSerializer.Serialize(document, JsonForms.Document));

    /// <summary>Writes one of many documents for scripts, on one line.</summary>
    internal void JsonLine(object document) => Line(JsonSerializer.Serialize(document, JsonForms.Line));
}
