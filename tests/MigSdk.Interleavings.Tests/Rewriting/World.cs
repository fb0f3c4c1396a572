using System;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;

namespace MigSdk.Interleavings.Tests;

/// <summary>
/// The run time under the scheduler: its assembly and the scenarios of this one, both rewritten, loaded beside those that the
/// test runner has loaded.
/// </summary>
internal sealed class World : AssemblyLoadContext
{
    // Waits for the steps of an iterator, which are the driver's; no scenario has one.
    private const string LeftOut = "MigSdk.ChunkedSavingSession";

    private static readonly Assembly Here = typeof(World).Assembly;
    private static readonly byte[] Scenarios = Rewriter.Rewrite(
        File.ReadAllBytes(Here.Location),
        type => type.StartsWith(typeof(Scenarios.Scenario).Namespace + ".", StringComparison.Ordinal),
        withFields: false);

    private readonly byte[] _product;

    private World(byte[] product)
        : base(isCollectible: false) =>
        _product = Rewriter.Rewrite(product, type => !type.StartsWith(LeftOut, StringComparison.Ordinal), withFields: true);

    /// <summary>The world of the assembly as it is shipped.</summary>
    internal static World Shipped { get; } = new(File.ReadAllBytes(typeof(MigrationSession).Assembly.Location));

    /// <summary>The world of another assembly in its place.</summary>
    internal static World Of(byte[] product) => new(product);

    /// <inheritdoc cref="Exploration.Explore"/>
    internal (long Runs, long Pruned, long Events, int Longest, string? Failure) Explore(string scenario) =>
        Enter<Func<string, (long, long, long, int, string?)>>(nameof(Exploration.Explore))(scenario);

    /// <inheritdoc cref="Exploration.Replay"/>
    internal string Replay(string scenario, string schedule) =>
        Enter<Func<string, string, string>>(nameof(Exploration.Replay))(scenario, schedule);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name == Here.GetName().Name)
            return LoadFromStream(new MemoryStream(Scenarios));
        return assemblyName.Name == typeof(MigrationSession).Assembly.GetName().Name ? LoadFromStream(new MemoryStream(_product)) : null;
    }

    private TDelegate Enter<TDelegate>(string method)
        where TDelegate : Delegate =>
        LoadFromAssemblyName(Here.GetName()).GetType(typeof(Exploration).FullName!, true)!.GetMethod(method)!.CreateDelegate<TDelegate>();
}
