using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using MigSdk.Spec;

namespace MigSdk.Cli;

/// <summary>The specs that a project's baseline files record.</summary>
internal static class BaselineSpecs
{
    /// <summary>
    /// Reads a baseline file. The unshipped one goes on from the shipped one beside it, if there is one; the shipped one
    /// stands for the last release by itself.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>Every spec in it.</returns>
    /// <exception cref="CliException">The file cannot be read, or its lines make no specs.</exception>
    internal static ImmutableArray<SpecTarget> Read(string path)
    {
        BaselineFile file = Parse(path);
        bool isUnshipped = BaselineFile.UnshippedName.Equals(file.Name, StringComparison.OrdinalIgnoreCase);
        string shipped = Path.Combine(Path.GetDirectoryName(path) ?? "", BaselineFile.ShippedName);
        BaselineRecord record = isUnshipped
            ? new BaselineRecord(File.Exists(shipped) ? Parse(shipped) : null, file)
            : new BaselineRecord(file, null);
        if (!record.Faults.IsEmpty)
        {
            BaselineFault fault = record.Faults[0];
            string more = record.Faults.Length > 1 ? $" ({record.Faults.Length - 1} more faults follow.)" : "";
            throw new CliException(
                ExitCode.Unreadable, $"{fault.File.Name}, line {fault.Line}: {fault.Message}{more}");
        }

        return [.. record.Specs.Select(name => Read(path, record, name))];
    }

    private static SpecTarget Read(string path, BaselineRecord record, string name)
    {
        try
        {
            string text = string.Concat(record.EntriesOf(name).Select(entry => entry.Fact + "\n"));
            return new SpecTarget(name, SpecBaseline.Parse(text).Specs.Single());
        }
        catch (FormatException exception)
        {
            throw new CliException(ExitCode.Unreadable, $"{path}: {exception.Message}", exception);
        }
    }

    private static BaselineFile Parse(string path)
    {
        try
        {
            return BaselineFile.Parse(Path.GetFileName(path), File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.Unreadable, $"{path} cannot be read: {exception.Message}", exception);
        }
    }
}
