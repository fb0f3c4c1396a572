using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using MigSdk.Host;
using Xunit;

namespace MigSdk.Testing.Tests;

/// <summary>
/// <c>MigSdk.Host</c>, compiled from its own sources, beside which the model is loaded once more.
/// </summary>
/// <remarks>
/// The sources are the product's. What differs is a few types of the framework, most of which hand work to the thread pool:
/// names are looked up in the host's own namespace first, and there stand the ones of <c>Primitives/</c>, which hand it to
/// nobody. So a whole migration, with both its ends, goes on one thread, and only when the model lets something happen.
/// </remarks>
internal sealed class ControlledHost : AssemblyLoadContext
{
    private const string Sources = "host/";

    // A new id every time would make every state a new one; the other one cannot be had by the name of a type.
    private static readonly Removal[] Changes =
    [
        new("Remote/Sending/SendingRun.cs", "Guid.NewGuid()", "new Guid(1, 2, 3, new byte[8])"),
        new("Remote/Link/MigrationLink.cs", "Task.Delay(", "Pause.Delay("),
    ];

    private static readonly Lazy<CSharpCompilation> Whole = new(CompileWhole);

    private static readonly Lazy<ControlledHost> Untouched = new(() => Compile());

    private readonly Assembly _host;

    private ControlledHost(Stream image) => _host = LoadFromStream(image);

    /// <summary>The host as it is.</summary>
    internal static ControlledHost AsItIs => Untouched.Value;

    /// <summary>Compiles the host, with a guard taken out where there is a removal.</summary>
    internal static ControlledHost Compile(Removal? removal = null)
    {
        CSharpCompilation compilation = Whole.Value;
        if (removal is not null)
            compilation = removal.TakeOut(compilation);
        var image = new MemoryStream();
        Assert.Empty(compilation.Emit(image).Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error));
        image.Position = 0;
        return new ControlledHost(image);
    }

    /// <summary>Explores this host: calls the <see cref="ModelEntry"/> that is loaded beside it.</summary>
    internal ModelReport Explore(
        ModelSystem system, int source, int destination, int mishaps, bool merges = true, Law? until = null)
    {
        MethodInfo entry = LoadFromAssemblyName(typeof(ModelEntry).Assembly.GetName())
            .GetType(typeof(ModelEntry).FullName!)!
            .GetMethod(nameof(ModelEntry.Explore), BindingFlags.Static | BindingFlags.NonPublic)!;
        object?[] arguments = [system.ToString(), source, destination, mishaps, merges, until?.ToString()];
        return ModelReport.Of(entry.Invoke(null, arguments)!);
    }

    protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name switch
    {
        "MigSdk.Host" => _host,
        "MigSdk.Testing.Tests" => LoadFromAssemblyPath(typeof(ControlledHost).Assembly.Location),
        _ => null,
    };

    private static CSharpCompilation CompileWhole()
    {
        AssemblyName original = typeof(LiveMigration).Assembly.GetName();
        CSharpCompilation whole = CSharpCompilation.Create(
            original.Name,
            Assembly.GetExecutingAssembly().GetManifestResourceNames()
                .Where(name => name.StartsWith(Sources, StringComparison.Ordinal))
                .Select(Parse),
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
                .Split(Path.PathSeparator)
                .Where(path => Path.GetFileNameWithoutExtension(path) != original.Name)
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable,
                cryptoPublicKey: [.. original.GetPublicKey()!],
                publicSign: true));
        return Changes.Aggregate(whole, (host, change) => change.TakeOut(host));
    }

    private static SyntaxTree Parse(string resource)
    {
        using Stream source = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        string path = resource[Sources.Length..].Replace('\\', '/');
        return CSharpSyntaxTree.ParseText(SourceText.From(source), new CSharpParseOptions(LanguageVersion.Preview), path);
    }
}
