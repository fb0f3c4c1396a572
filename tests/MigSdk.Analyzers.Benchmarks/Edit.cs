namespace MigSdk.Analyzers.Benchmarks;

/// <summary>Something that is typed inside a method body.</summary>
/// <param name="What">The kind of file.</param>
/// <param name="Path">The file.</param>
/// <param name="Place">The statement that is changed, a sum.</param>
internal sealed record Edit(string What, string Path, string Place);
