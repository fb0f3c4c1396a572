using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace MigSdk.Generators.Tests;

/// <summary>
/// Compares generated sources with accepted ones, by the conventions of Verify: <c>Class.Test.verified.cs</c> beside the
/// test, and a <c>.received.cs</c> where it differs.
/// </summary>
/// <remarks>With <c>MIGSDK_ACCEPT_SNAPSHOTS=1</c> in the environment, what is received is accepted.</remarks>
internal static partial class Verifier
{
    private const string AcceptVariable = "MIGSDK_ACCEPT_SNAPSHOTS";

    private static readonly string ProjectDirectory = typeof(Verifier).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "ProjectDirectory").Value!;

    internal static async Task Verify(
        GeneratorDriver driver, [CallerFilePath] string sourceFile = "", [CallerMemberName] string test = "")
    {
        string received = Scrub(Render(driver.GetRunResult()));
        string path = Path.Combine(FolderOf(sourceFile), $"{Path.GetFileNameWithoutExtension(sourceFile)}.{test}");
        string verifiedFile = path + ".verified.cs";
        string receivedFile = path + ".received.cs";
        File.Delete(receivedFile);
        string? verified = File.Exists(verifiedFile) ? await File.ReadAllTextAsync(verifiedFile) : null;
        if (received == verified)
            return;
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
        {
            await File.WriteAllTextAsync(verifiedFile, received);
            return;
        }

        await File.WriteAllTextAsync(receivedFile, received);
        Assert.Fail(
            $"The output is not the accepted one. Compare {receivedFile} with {Path.GetFileName(verifiedFile)}; "
            + $"to accept it, run the test again with {AcceptVariable}=1.");
    }

    private static string Render(GeneratorDriverRunResult result)
    {
        var text = new StringBuilder();
        foreach (GeneratedSourceResult source in result.Results.SelectMany(run => run.GeneratedSources))
            text.Append($"//HintName: {source.HintName}\n{source.SourceText}");
        return text.Length == 0 ? "// Nothing is generated.\n" : text.ToString();
    }

    // A new version of the generator is not a new output.
    private static string Scrub(string text) => Version().Replace(text, "${before}{version}${after}");

    [GeneratedRegex("""(?<before>GeneratedCode\("MigSdk\.Generators", ")[^"]*(?<after>"\))""")]
    private static partial Regex Version();

    // The compiler may have mapped the path of the source file; what stands below the project's folder is the same.
    private static string FolderOf(string sourceFile)
    {
        string[] parts = sourceFile.Split('/', '\\');
        int project = Array.LastIndexOf(parts, Path.GetFileName(ProjectDirectory));
        return Path.Combine([ProjectDirectory, .. parts[(project + 1)..^1]]);
    }
}
