using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace MigSdk.Testing.Tests;

/// <summary>A guard that is taken out of the host: a text of one of its source files, and what stands there instead.</summary>
/// <param name="File">The file, by its path in the project.</param>
/// <param name="Text">The text. It has to be there, once.</param>
/// <param name="Instead">What stands there instead.</param>
internal sealed record Removal(string File, string Text, string Instead)
{
    internal CSharpCompilation TakeOut(CSharpCompilation host)
    {
        SyntaxTree whole = host.SyntaxTrees.Single(tree => tree.FilePath == File);
        string[] around = whole.ToString().Split(Text);
        Assert.True(around.Length == 2, $"{File} has {around.Length - 1} times: {Text}");
        return host.ReplaceSyntaxTree(whole, whole.WithChangedText(SourceText.From(around[0] + Instead + around[1])));
    }
}
