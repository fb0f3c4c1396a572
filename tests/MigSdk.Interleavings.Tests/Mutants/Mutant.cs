using System.Linq;
using Xunit.Abstractions;

namespace MigSdk.Interleavings.Tests;

/// <summary>The run time with one fault in it, and the scenario that must find it.</summary>
public sealed class Mutant : IXunitSerializable
{
    private string[] _edits = [];

    public Mutant()
    {
    }

    internal Mutant(string name, string scenario, string file, params (string Old, string New)[] edits)
    {
        (Name, Scenario, File) = (name, scenario, file);
        _edits = [.. edits.SelectMany(edit => new[] { edit.Old, edit.New })];
    }

    internal string Name { get; private set; } = "";

    internal string Scenario { get; private set; } = "";

    /// <summary>The source, below the run time's folder.</summary>
    internal string File { get; private set; } = "";

    internal (string Old, string New)[] Edits => [.. _edits.Chunk(2).Select(edit => (edit[0], edit[1]))];

    /// <inheritdoc/>
    public void Deserialize(IXunitSerializationInfo info)
    {
        Name = info.GetValue<string>(nameof(Name));
        Scenario = info.GetValue<string>(nameof(Scenario));
        File = info.GetValue<string>(nameof(File));
        _edits = info.GetValue<string[]>(nameof(Edits));
    }

    /// <inheritdoc/>
    public void Serialize(IXunitSerializationInfo info)
    {
        info.AddValue(nameof(Name), Name);
        info.AddValue(nameof(Scenario), Scenario);
        info.AddValue(nameof(File), File);
        info.AddValue(nameof(Edits), _edits);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
