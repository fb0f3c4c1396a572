using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;

namespace MigSdk.Cli;

/// <summary>What a command wants where a place has several things.</summary>
internal enum Preference
{
    /// <summary>A spec; a driver only where there are no specs.</summary>
    Spec,

    /// <summary>A driver; a spec only where there are no drivers.</summary>
    Driver,
}

/// <summary>Finds what a command line names.</summary>
internal static class SpecFinder
{
    /// <summary>Finds one spec or driver.</summary>
    /// <param name="text">The reference as it was typed.</param>
    /// <param name="preference">What to take where none is named.</param>
    /// <param name="cancel">Stops the search.</param>
    /// <exception cref="CliException">It is not there, cannot be read, or is one of several.</exception>
    internal static SpecTarget FindOne(string text, Preference preference, CancellationToken cancel)
    {
        var reference = SpecReference.Parse(text);
        ImmutableArray<AssemblyItem> items = ItemsOf(reference, cancel);
        AssemblyItem item = reference.Name is { } name
            ? Named(reference, name, items)
            : Only(reference, preference, items);
        return Restrict(reference, Planned(reference, item));
    }

    /// <summary>Finds everything that a reference means: the one that it names, or all that is there.</summary>
    /// <param name="text">The reference as it was typed.</param>
    /// <param name="cancel">Stops the search.</param>
    /// <exception cref="CliException">There is nothing, or something cannot be read.</exception>
    internal static ImmutableArray<SpecTarget> FindAll(string text, CancellationToken cancel)
    {
        var reference = SpecReference.Parse(text);
        ImmutableArray<AssemblyItem> items = ItemsOf(reference, cancel);
        if (reference.Name is { } name)
            items = [Named(reference, name, items)];
        if (items.IsEmpty)
            throw Nothing(reference);
        return [.. items.Select(item => Restrict(reference, Planned(reference, item)))];
    }

    /// <summary>Everything that a place has, also what cannot be planned.</summary>
    /// <param name="reference">The reference; its name is not looked at.</param>
    /// <param name="cancel">Stops the search.</param>
    /// <exception cref="CliException">The place is not there or cannot be read.</exception>
    internal static ImmutableArray<AssemblyItem> ItemsOf(SpecReference reference, CancellationToken cancel)
    {
        if (BuiltInSpecs.TypeOf(reference.Place) is { } type)
        {
            if (reference.Name is not null)
                throw new CliException(ExitCode.Usage, $"{reference.Place} is one spec; leave out ':{reference.Name}'.");
            return [.. AssemblySpecs.Read(BuiltInSpecs.Assembly, cancel).Where(item => item.Name == type)];
        }

        if (!File.Exists(reference.Place))
            throw NoPlace(reference);
        if (IsAssembly(reference.Place))
            return AssemblySpecs.Read(reference.Place, cancel);
        if (Path.GetExtension(reference.Place).Equals(".txt", StringComparison.OrdinalIgnoreCase))
            return [.. BaselineSpecs.Read(reference.Place).Select(spec => new AssemblyItem(spec.Name, false, spec, null))];
        throw new CliException(
            ExitCode.Unreadable,
            $"{reference.Place} is neither a .NET assembly nor a project's record of its specs (MigSpec.*.txt).");
    }

    private static bool IsAssembly(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return file.ReadByte() == 'M' && file.ReadByte() == 'Z';
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCode.Unreadable, $"{path} cannot be read: {exception.Message}", exception);
        }
    }

    private static SpecTarget Planned(SpecReference reference, AssemblyItem item) => item.Target
        ?? throw new CliException(ExitCode.Unreadable, $"{item.Name} in {reference.Place} cannot be planned: {item.Failure}.");

    private static SpecTarget Restrict(SpecReference reference, SpecTarget target)
    {
        if (reference.Features.IsDefault)
            return target;
        if (target.IsDriver)
        {
            throw new CliException(
                ExitCode.Usage,
                $"{target.Name} is a driver and declares its features itself; leave out what stands after the @.");
        }

        return target with { Spec = SpecSubset.Of(target.Spec, reference.Features) };
    }

    private static AssemblyItem Named(SpecReference reference, string name, ImmutableArray<AssemblyItem> items)
    {
        AssemblyItem[] found = [.. items.Where(item => item.Name == name)];
        if (found.Length == 0)
            found = [.. items.Where(item => LooseName.Of(Simple(item.Name)) == LooseName.Of(Simple(name)))];
        if (found.Length > 1)
            throw Several(reference, found);
        if (found.Length == 1)
            return found[0];
        if (items.IsEmpty)
            throw Nothing(reference);
        throw new CliException(
            ExitCode.NotFound,
            $"{reference.Place} has no spec or driver '{name}'. "
            + Suggestions.For(name, [.. items.Select(item => item.Name)]));
    }

    private static AssemblyItem Only(SpecReference reference, Preference preference, ImmutableArray<AssemblyItem> items)
    {
        bool wantsDriver = preference == Preference.Driver;
        AssemblyItem[] found = [.. items.Where(item => item.IsDriver == wantsDriver)];
        if (found.Length == 0)
            found = [.. items];
        return found.Length switch
        {
            0 => throw Nothing(reference),
            1 => found[0],
            _ => throw Several(reference, found),
        };
    }

    private static string Simple(string name) => name[(name.LastIndexOf('.') + 1)..];

    private static CliException NoPlace(SpecReference reference)
    {
        string what = Directory.Exists(reference.Place) ? "is a folder, not a file" : "is no file and no built-in spec";
        string near = string.Join(" or ", Suggestions.Near(reference.Place, BuiltInSpecs.Names));
        return new CliException(
            ExitCode.NotFound,
            $"'{reference.Place}' {what}. "
            + (near.Length > 0 ? $"Did you mean {near}? " : "")
            + $"Name a built-in spec ({string.Join(", ", BuiltInSpecs.Names)}), an assembly, or a MigSpec.*.txt file.");
    }

    private static CliException Nothing(SpecReference reference) => new(
        ExitCode.NotFound,
        $"{reference.Place} has no spec and no driver: no enum with [StateMachineSpec], no class with [MigrationDriver] or "
        + "[StateMachineDriver].");

    private static CliException Several(SpecReference reference, IEnumerable<AssemblyItem> found) => new(
        ExitCode.Usage,
        $"'{reference.Text}' may be several: {string.Join(", ", found.Select(item => item.Name))}. "
        + $"Say which: {reference.Place}:{found.First().Name}");
}
