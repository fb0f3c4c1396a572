using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.Cli;

/// <summary>
/// The specs and drivers of an assembly, read from its metadata by the reader that the compiler's parts use too. None of
/// its code runs.
/// </summary>
internal static class AssemblySpecs
{
    /// <summary>Reads an assembly.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <returns>Every spec and driver in it, in the order of their names; what cannot be planned is a failure.</returns>
    /// <exception cref="CliException">The file is no .NET assembly or cannot be read.</exception>
    internal static ImmutableArray<AssemblyItem> Read(string path, CancellationToken cancel)
    {
        IAssemblySymbol assembly = Load(path);
        var items = ImmutableArray.CreateBuilder<AssemblyItem>();
        foreach (INamedTypeSymbol type in TypesIn(assembly.GlobalNamespace))
        {
            cancel.ThrowIfCancellationRequested();
            if (SpecReader.TryRead(type) is { } spec)
                items.Add(OfSpec(spec));
            else if (DriverReader.TryRead(type, cancel) is { } driver)
                items.Add(OfDriver(driver));
        }

        items.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return items.ToImmutable();
    }

    private static IAssemblySymbol Load(string path)
    {
        try
        {
            IReadOnlyList<MetadataReference> references = AssemblyReferences.Of(path);
            // Handlers are private.
            var options = new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, metadataImportOptions: MetadataImportOptions.All);
            CSharpCompilation compilation = CSharpCompilation.Create("mig", references: references, options: options);
            return compilation.GetAssemblyOrModuleSymbol(references[0]) as IAssemblySymbol
                ?? throw new BadImageFormatException("It is a module, not an assembly.", path);
        }
        catch (BadImageFormatException exception)
        {
            throw new CliException(
                ExitCode.Unreadable, $"{path} is no .NET assembly that can be read: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.Unreadable, $"{path} cannot be read: {exception.Message}", exception);
        }
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol scope)
    {
        foreach (INamespaceOrTypeSymbol member in scope.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type)
                yield return type;
            foreach (INamedTypeSymbol inner in TypesIn(member))
                yield return inner;
        }
    }

    private static AssemblyItem OfSpec(SpecReading reading)
    {
        string name = NameOf(reading.Type);
        if ((MissingParts.Of(reading.Type) ?? WhyUnreadable(reading)) is { } reason)
            return new AssemblyItem(name, IsDriver: false, null, reason);
        var target = new SpecTarget(name, reading.Spec!) { Faults = [.. reading.Faults.Select(fault => fault.Message)] };
        return new AssemblyItem(name, IsDriver: false, target, null);
    }

    private static AssemblyItem OfDriver(DriverReading reading)
    {
        string name = NameOf(reading.Type);
        if (MissingParts.Of(reading.Type) is { } missing)
            return new AssemblyItem(name, IsDriver: true, null, missing);
        if (reading.SpecReading is not { } spec)
            return new AssemblyItem(name, IsDriver: true, null, "its attribute names no enum with [StateMachineSpec]");
        if ((MissingParts.Of(spec.Type) ?? WhyUnreadable(spec)) is { } reason)
            return new AssemblyItem(name, IsDriver: true, null, $"its spec {NameOf(spec.Type)}: {reason}");

        var faults = ImmutableArray.CreateBuilder<string>();
        faults.AddRange(reading.FeatureProblems.Select(problem => problem.Message));
        if (reading.HasMeaningfulPlan)
        {
            foreach (RequiredArc arc in MissingArcs.Of(reading))
                faults.Add(Missing(reading, arc));
        }

        var target = new SpecTarget(name, spec.Spec!) { DriverFeatures = reading.Features, Faults = faults.ToImmutable() };
        return new AssemblyItem(name, IsDriver: true, target, null);
    }

    private static string Missing(DriverReading driver, RequiredArc arc)
    {
        string State(int index) => driver.Spec!.States[index].Name;
        return $"{driver.Type.Name} has no handler for {State(arc.From)} -> {State(arc.To)}: the transition "
            + $"{State(arc.NeededBy.From)} -> {State(arc.NeededBy.To)} needs it";
    }

    private static string? WhyUnreadable(SpecReading reading) => reading.Spec is null
        ? string.Join("; ", reading.Faults.Select(fault => fault.Message).DefaultIfEmpty("it has no states"))
        : null;

    private static string NameOf(INamedTypeSymbol type) =>
        type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
}
