using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MigSdk.Analyzers;
using MigSdk.Spec;

namespace MigSdk.CodeFixes;

/// <summary>A project's baseline files while they are being changed.</summary>
internal sealed class BaselineDocuments
{
    private readonly Project _project;
    private readonly BaselineTexts _texts;

    private BaselineDocuments(Project project, BaselineTexts texts)
    {
        _project = project;
        _texts = texts;
        Shipped = texts.Shipped?.Text.ToString();
        Unshipped = texts.Unshipped?.Text.ToString();
    }

    /// <summary>The text of the shipped file; null where there is none.</summary>
    public string? Shipped { get; set; }

    /// <summary>The text of the unshipped file; null where there is none, and it is made if it is given one.</summary>
    public string? Unshipped { get; set; }

    /// <summary>Reads the files that the rules have read.</summary>
    public static BaselineDocuments? TryRead(Project project, CancellationToken cancel) =>
        BaselineTexts.TryRead(project.AnalyzerOptions.AdditionalFiles, cancel) is { } texts
            ? new BaselineDocuments(project, texts)
            : null;

    /// <summary>Records specs of the project as they are now.</summary>
    /// <param name="specs">The names of the specs.</param>
    /// <param name="isAccepted">Whether a change that breaks hosts of a release is told in a comment.</param>
    /// <param name="cancel">Cancellation.</param>
    public async Task RecordAsync(IEnumerable<string> specs, bool isAccepted, CancellationToken cancel)
    {
        if (await _project.GetCompilationAsync(cancel).ConfigureAwait(false) is not { } compilation)
            return;
        foreach (string name in specs.Distinct().OrderBy(name => name, StringComparer.Ordinal))
        {
            if (compilation.Assembly.GetTypeByMetadataName(name) is not { } type || RecordedName.SpecOf(type) is not { } spec)
                continue;
            string text = Unshipped ?? BaselineUpdate.Header.Replace("\n", LineEnd);
            BaselineRecord record = new(
                Shipped is null ? null : BaselineFile.Parse(BaselineFile.ShippedName, Shipped),
                BaselineFile.Parse(BaselineFile.UnshippedName, text));
            BaselineReview review = record.Review(spec);
            text = BaselineUpdate.Record(text, record, spec);
            Unshipped = isAccepted && review.Report is { } report && review.Gone.Any(line => line.File.IsShipped)
                ? BaselineUpdate.Comment(text, report)
                : text;
        }
    }

    /// <summary>Removes lines by their number, the first being 1.</summary>
    public void Remove(string path, IEnumerable<int> lines)
    {
        if (path == _texts.Shipped?.Path)
            Shipped = BaselineUpdate.Remove(Shipped!, lines);
        else if (path == _texts.Unshipped?.Path)
            Unshipped = BaselineUpdate.Remove(Unshipped!, lines);
    }

    /// <summary>Removes all that is recorded of a spec.</summary>
    public void Remove(string spec)
    {
        Shipped = Shipped is null ? null : BaselineUpdate.Remove(Shipped, spec);
        Unshipped = Unshipped is null ? null : BaselineUpdate.Remove(Unshipped, spec);
    }

    /// <summary>The solution with the files as they are now.</summary>
    public Solution Apply(Solution solution)
    {
        solution = Apply(solution, _texts.Shipped, Shipped);
        return _texts.Unshipped is null && Unshipped is not null
            ? Create(solution, Unshipped)
            : Apply(solution, _texts.Unshipped, Unshipped);
    }

    private string LineEnd => Shipped?.Contains("\r\n") == true ? "\r\n" : "\n";

    private Solution Apply(Solution solution, BaselineSource? source, string? text)
    {
        TextDocument? document = source is null
            ? null
            : _project.AdditionalDocuments.FirstOrDefault(candidate => (candidate.FilePath ?? candidate.Name) == source.Path);
        return document is null || text is null || text == source!.Text.ToString()
            ? solution
            : solution.WithAdditionalDocumentText(
                document.Id, SourceText.From(text, source.Text.Encoding, source.Text.ChecksumAlgorithm));
    }

    private Solution Create(Solution solution, string text)
    {
        string? folder = Path.GetDirectoryName(_texts.Shipped?.Path ?? _project.FilePath);
        return solution.AddAdditionalDocument(
            DocumentId.CreateNewId(_project.Id),
            BaselineFile.UnshippedName,
            text,
            filePath: Path.Combine(folder ?? "", BaselineFile.UnshippedName));
    }
}
