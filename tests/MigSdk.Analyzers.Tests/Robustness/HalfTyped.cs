using System;
using System.Collections.Immutable;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MigSdk.Analyzers.Tests;

/// <summary>A file of a project as it may look while somebody types.</summary>
/// <param name="Project">The project.</param>
/// <param name="File">The file before.</param>
/// <param name="What">What was done to the file, and how to do it again.</param>
/// <param name="Text">The file now.</param>
/// <param name="IsBuilt">Whether the whole project is analysed, as by a build, or only the file, as by an IDE.</param>
internal sealed record HalfTyped(TreeProject Project, SyntaxTree File, string What, string Text, bool IsBuilt)
{
    /// <summary>
    /// Runs generator and rules. Fails, with the name of the case, where one throws, reports what cannot be reported, or has
    /// not come back after a time that is far beyond all that a busy machine explains.
    /// </summary>
    internal async Task VerifyAsync(ImmutableArray<DiagnosticAnalyzer> rules, TimeSpan patience)
    {
        try
        {
            await Task.Run(() => RunAsync(rules)).WaitAsync(patience);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{File.FilePath} of {Project.Name}, {What}:\n{Text}\n", exception);
        }
    }

    private Task RunAsync(ImmutableArray<DiagnosticAnalyzer> rules)
    {
        SyntaxTree edited = TreeProject.Parse(File.FilePath, Text);
        return Analysis.RunAsync(Project.With(File, edited), rules, IsBuilt ? null : edited);
    }
}
