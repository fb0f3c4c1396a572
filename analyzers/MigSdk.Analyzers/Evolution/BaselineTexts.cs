using System;
using System.Collections.Immutable;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MigSdk.Spec;

namespace MigSdk.Analyzers;

/// <summary>The two baseline files among a project's additional files. Of several with one name the one counts whose
/// path is the first in ordinal order.</summary>
/// <param name="Shipped">The file with the facts of releases.</param>
/// <param name="Unshipped">The other one.</param>
public sealed record BaselineTexts(BaselineSource? Shipped, BaselineSource? Unshipped)
{
    // An unchanged file keeps its text from one compilation to the next.
    private static readonly ConditionalWeakTable<SourceText, BaselineFile> Files = new();

    /// <summary>What both files record.</summary>
    public BaselineRecord ToRecord() => new(Shipped?.File, Unshipped?.File);

    /// <summary>The file of that path; null where it is none of the two.</summary>
    public BaselineSource? Find(string path) =>
        Shipped?.Path == path ? Shipped : Unshipped?.Path == path ? Unshipped : null;

    /// <summary>Reads the files.</summary>
    /// <returns>The files; null where the project has neither, and so does not record its specs.</returns>
    public static BaselineTexts? TryRead(ImmutableArray<AdditionalText> files, CancellationToken cancel)
    {
        BaselineSource? shipped = null;
        BaselineSource? unshipped = null;
        foreach (AdditionalText file in files)
        {
            if (NameOf(file.Path) is not { } name)
                continue;
            if (name == BaselineFile.ShippedName)
                shipped = First(shipped, file, name, cancel);
            else
                unshipped = First(unshipped, file, name, cancel);
        }

        return shipped is null && unshipped is null ? null : new BaselineTexts(shipped, unshipped);
    }

    private static string? NameOf(string? path)
    {
        // Cheap first: nearly all additional files are something else.
        if (path is null || !path.EndsWith("shipped.txt", StringComparison.OrdinalIgnoreCase))
            return null;
        string name = Path.GetFileName(path);
        return name.Equals(BaselineFile.ShippedName, StringComparison.OrdinalIgnoreCase) ? BaselineFile.ShippedName
            : name.Equals(BaselineFile.UnshippedName, StringComparison.OrdinalIgnoreCase) ? BaselineFile.UnshippedName
            : null;
    }

    // Compilers and editors hand files over in no certain order.
    private static BaselineSource? First(BaselineSource? known, AdditionalText file, string name, CancellationToken cancel) =>
        (known is null || string.CompareOrdinal(file.Path, known.Path) < 0) && file.GetText(cancel) is { } text
            ? Read(file.Path, name, text)
            : known;

    private static BaselineSource Read(string path, string name, SourceText text)
    {
        BaselineFile file = Files.GetValue(text, key => BaselineFile.Parse(name, key.ToString()));
        return new BaselineSource(path, text, file.Name == name ? file : BaselineFile.Parse(name, text.ToString()));
    }
}
