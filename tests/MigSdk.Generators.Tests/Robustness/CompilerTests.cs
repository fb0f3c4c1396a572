using System;
using System.Linq;
using System.Reflection;
using MigSdk.Spec;
using MigSdk.Symbols;
using Xunit;

namespace MigSdk.Generators.Tests;

/// <summary>What is loaded into the compiler asks no more of it than the oldest one that is served has.</summary>
public sealed class CompilerTests
{
    private static readonly Version OldestRoslyn = new(4, 14, 0, 0);

    [Theory]
    [InlineData(typeof(DriverGenerator))]
    [InlineData(typeof(DriverReader))]
    [InlineData(typeof(StateMachineSpec))]
    public void No_assembly_asks_for_a_newer_compiler_or_for_more_than_a_compiler_has(Type type)
    {
        AssemblyName[] references = type.Assembly.GetReferencedAssemblies();
        Assert.All(references.Where(IsRoslyn), reference => Assert.True(reference.Version <= OldestRoslyn, reference.FullName));
        Assert.DoesNotContain(references, reference => reference.Name!.Contains("Workspaces"));
        Assert.All(references, reference => Assert.Contains(
            reference.Name,
            new[]
            {
                "netstandard", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "System.Collections.Immutable",
                "System.Memory", "System.Runtime.CompilerServices.Unsafe", "MigSdk.Spec", "MigSdk.Symbols",
            }));
    }

    [Fact]
    public void The_planner_needs_no_compiler() =>
        Assert.DoesNotContain(typeof(StateMachineSpec).Assembly.GetReferencedAssemblies(), IsRoslyn);

    private static bool IsRoslyn(AssemblyName name) => name.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal);
}
