using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace MigSdk.Cli;

/// <summary>
/// What an assembly refers to, as far as it can be found: beside it, then among the assemblies of this process, MigSdk and
/// the framework among them. A class library often lies alone.
/// </summary>
internal static class AssemblyReferences
{
    /// <summary>The references that an assembly needs to be understood, those of its references included.</summary>
    /// <param name="path">The assembly's file.</param>
    /// <exception cref="BadImageFormatException">The file is no assembly.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    internal static IReadOnlyList<MetadataReference> Of(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Dictionary<string, string> ours = OursByName();
        Dictionary<string, MetadataReference> found = new(StringComparer.OrdinalIgnoreCase)
        {
            [Path.GetFileNameWithoutExtension(path)] = MetadataReference.CreateFromFile(path),
        };
        var pending = new Queue<string>(NamesIn(path));
        while (pending.TryDequeue(out string? name))
        {
            if (found.ContainsKey(name))
                continue;
            string beside = Path.Combine(folder, name + ".dll");
            if (!TryAdd(beside) && ours.TryGetValue(name, out string? own))
                TryAdd(own);

            bool TryAdd(string file)
            {
                if (!File.Exists(file) || TryNamesIn(file) is not { } names)
                    return false;
                found.Add(name, MetadataReference.CreateFromFile(file));
                foreach (string next in names)
                    pending.Enqueue(next);
                return true;
            }
        }

        return [.. found.Values];
    }

    private static Dictionary<string, string> OursByName()
    {
        string all = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "";
        return all.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .DistinctBy(Path.GetFileNameWithoutExtension, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), StringComparer.OrdinalIgnoreCase);
    }

    // A file beside it that is no assembly, or a broken one, is as good as none.
    private static string[]? TryNamesIn(string path)
    {
        try
        {
            return NamesIn(path);
        }
        catch (Exception exception) when (exception is BadImageFormatException or IOException)
        {
            return null;
        }
    }

    private static string[] NamesIn(string path)
    {
        using FileStream file = File.OpenRead(path);
        using var image = new PEReader(file);
        if (!image.HasMetadata)
            throw new BadImageFormatException("It has no metadata.", path);
        MetadataReader metadata = image.GetMetadataReader();
        return
        [
            .. metadata.AssemblyReferences
                .Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)),
        ];
    }
}
