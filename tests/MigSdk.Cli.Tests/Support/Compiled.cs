using System;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Xunit;

namespace MigSdk.Cli.Tests;

/// <summary>Compiles sources to assemblies on the disk, each alone in its folder as a class library often is.</summary>
internal static class Compiled
{
    private static readonly DirectoryInfo Folder = CreateFolder();

    /// <summary>Compiles a class library.</summary>
    internal static string ToFile(string name, string source, params string[] references)
    {
        string own = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(source)],
            own.Split(Path.PathSeparator).Concat(references).Select(file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        string path = Path.Combine(Folder.CreateSubdirectory(name).FullName, name + ".dll");
        EmitResult result = compilation.Emit(path);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return path;
    }

    /// <summary>Writes a file beside nothing else.</summary>
    internal static string File(string folder, string name, string text)
    {
        string path = Path.Combine(Folder.CreateSubdirectory(folder).FullName, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    private static DirectoryInfo CreateFolder()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("mig-tests-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        return folder;
    }
}
