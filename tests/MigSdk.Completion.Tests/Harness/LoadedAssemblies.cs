using System.Reflection;
using Microsoft.CodeAnalysis;

namespace MigSdk.Completion.Tests;

/// <summary>Hands out the assemblies of the test's own process.</summary>
internal sealed class LoadedAssemblies : IAnalyzerAssemblyLoader
{
    internal static LoadedAssemblies Instance { get; } = new();

    public void AddDependencyLocation(string fullPath)
    {
    }

    public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
}
