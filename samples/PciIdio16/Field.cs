using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;

namespace Samples.PciIdio16;

/// <summary>
/// What is wired to the card, as a console: a line <c>inputs 0x00ff</c> drives the sixteen input lines, and what the guest
/// does to the card is printed.
/// </summary>
internal sealed class Field(IdioCard card, TextReader input, TextWriter output)
{
    private const string Inputs = "inputs ";
    private IdioState _shown = card.State;

    /// <summary>Takes lines until there are no more. What the guest does is printed further on.</summary>
    internal Task RunAsync()
    {
        card.Changed = Show;
        // A console's input is read by a thread that waits for it, whatever the method is called.
        return Task.Run(TakeLines);
    }

    private void TakeLines()
    {
        while (input.ReadLine() is { } line)
        {
            if (TryParse(line.Trim(), out ushort lines))
                card.DriveInputs(lines);
            else if (!string.IsNullOrWhiteSpace(line))
                output.WriteLine($"\"{line}\" is not understood: \"inputs 0x0001\" drives input 0 high and the others low");
        }
    }

    private static bool TryParse(string line, out ushort lines)
    {
        lines = 0;
        return line.StartsWith(Inputs, StringComparison.Ordinal)
            && line[Inputs.Length..].TrimStart() is ['0', 'x' or 'X', .. var digits]
            && ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out lines);
    }

    // The card calls it in order and never twice at once.
    private void Show(IdioState state)
    {
        if (state.Outputs != _shown.Outputs)
            output.WriteLine($"outputs 0x{state.Outputs:x4}");
        if (state.IsInterruptEnabled != _shown.IsInterruptEnabled)
            output.WriteLine($"interrupt {(state.IsInterruptEnabled ? "enabled" : "disabled")}");
        if (state.AreFiltersActive != _shown.AreFiltersActive)
            output.WriteLine($"filters {(state.AreFiltersActive ? "on" : "off")}");
        if (state.IsInterrupting != _shown.IsInterrupting)
            output.WriteLine($"interrupt {(state.IsInterrupting ? "raised" : "cleared")}");
        _shown = state;
    }
}
