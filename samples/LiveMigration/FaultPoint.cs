using System;
using System.Diagnostics.CodeAnalysis;
using MigSdk;
using MigSdk.Host;

namespace Samples.LiveMigration;

/// <summary>The arc that is to fail, once: <c>FROM:TO</c> or <c>FROM:TO@source</c> or <c>FROM:TO@destination</c>.</summary>
/// <param name="From">The state that the arc leaves.</param>
/// <param name="To">The state that the arc enters.</param>
/// <param name="End">The end at which it fails; null for the end that takes it first.</param>
internal sealed record FaultPoint(MigrationState From, MigrationState To, MigrationEnd? End)
{
    public override string ToString() => $"{From}:{To}" + (End is { } end ? $"@{end}" : "");

    internal static bool TryParse(string text, [NotNullWhen(true)] out FaultPoint? fault)
    {
        fault = null;
        string[] parts = text.Split('@');
        string[] states = parts[0].Split(':');
        if (parts.Length > 2
            || states.Length != 2
            || !TryParseState(states[0], out MigrationState from)
            || !TryParseState(states[1], out MigrationState to))
        {
            return false;
        }

        MigrationEnd? end = null;
        if (parts.Length == 2)
        {
            if (!Enum.TryParse(parts[1], ignoreCase: true, out MigrationEnd named) || !Enum.IsDefined(named))
                return false;
            end = named;
        }

        fault = new FaultPoint(from, to, end);
        return true;
    }

    internal bool IsAt(MigrationEnd end, ArcContext arc) =>
        arc.From == From && arc.To == To && (End is null || End == end);

    // PRE_COPY_P2P as the uAPI writes it, and PreCopyP2P as it is called here.
    private static bool TryParseState(string text, out MigrationState state) =>
        Enum.TryParse(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out state)
        && Enum.IsDefined(state);
}
