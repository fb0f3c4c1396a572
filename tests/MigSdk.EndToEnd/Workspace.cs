using System;
using System.IO;

namespace MigSdk.EndToEnd;

/// <summary>A fresh folder outside the tree, removed at the end.</summary>
internal sealed class Workspace : IDisposable
{
    internal Workspace() => Root = Directory.CreateTempSubdirectory("migsdk-").FullName;

    internal string Root { get; }

    internal string Folder(string name) => Directory.CreateDirectory(Path.Combine(Root, name)).FullName;

    internal void Write(string file, string text)
    {
        string path = Path.Combine(Root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
