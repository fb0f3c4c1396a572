using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>What is recorded of a compilation's specs, and what has become of them; found out once for all rules.</summary>
internal sealed class Evolution
{
    private static readonly ConditionalWeakTable<IAssemblySymbol, Evolution> Known = new();

    private readonly ConcurrentDictionary<INamedTypeSymbol, Lazy<BaselineReview?>> _reviews =
        new(SymbolEqualityComparer.Default);

    private Evolution(BaselineTexts texts)
    {
        Texts = texts;
        Record = texts.ToRecord();
    }

    /// <summary>The baseline files.</summary>
    public BaselineTexts Texts { get; }

    /// <summary>What they record.</summary>
    public BaselineRecord Record { get; }

    /// <summary>Reads the baseline files of a compilation.</summary>
    /// <returns>What they record; null where there are none, or no specs to record.</returns>
    public static Evolution? TryRead(Compilation compilation, AnalyzerOptions options, CancellationToken cancel)
    {
        if (options.AdditionalFiles.IsEmpty
            || BaselineTexts.TryRead(options.AdditionalFiles, cancel) is not { } texts
            || compilation.GetTypeByMetadataName(WellKnown.StateMachineSpecAttribute) is null)
        {
            return null;
        }

        // The same compilation can be analysed with other files.
        Evolution known = Known.GetValue(compilation.Assembly, _ => new Evolution(texts));
        return known.Texts == texts ? known : new Evolution(texts);
    }

    /// <summary>Holds a spec against what is recorded of it.</summary>
    /// <returns>The difference; null where the type is no spec, or one that its own rules have something against.</returns>
    public BaselineReview? Review(INamedTypeSymbol type) => _reviews.GetOrAdd(
        type,
        key => new Lazy<BaselineReview?>(() => RecordedName.SpecOf(key) is { } spec ? Record.Review(spec) : null)).Value;

    /// <summary>
    /// The enum of this compilation's sources that is declared as a spec of a name, or may be while it is being typed.
    /// </summary>
    public static INamedTypeSymbol? Find(Compilation compilation, string spec) =>
        compilation.Assembly.GetTypeByMetadataName(spec) is { TypeKind: TypeKind.Enum } type
        && (SpecReader.TryRead(type) is not null || type.GetAttributes().Any(attribute => attribute.IsHalfTyped()))
            ? type
            : null;
}
