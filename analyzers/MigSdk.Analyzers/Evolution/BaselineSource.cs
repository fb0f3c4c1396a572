using Microsoft.CodeAnalysis.Text;
using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>A baseline file and where it was read from.</summary>
public sealed record BaselineSource(string Path, SourceText Text, BaselineFile File);
