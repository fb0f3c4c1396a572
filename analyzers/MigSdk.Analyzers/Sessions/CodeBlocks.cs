using System;
using System.Collections.Concurrent;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace MigSdk.Analyzers;

/// <summary>Bodies and initialisers, gathered as the compiler comes upon them.</summary>
internal sealed class CodeBlocks
{
    private readonly ConcurrentBag<(ISymbol Owner, IOperation Block)> _blocks = [];

    public void Add(OperationBlockAnalysisContext context)
    {
        foreach (IOperation block in context.OperationBlocks)
        {
            if (block is not IAttributeOperation)
                _blocks.Add((context.OwningSymbol, block));
        }
    }

    /// <summary>The same order in every build.</summary>
    public (ISymbol Owner, IOperation Block)[] InOrder() =>
    [
        .. _blocks.OrderBy(part => part.Block.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(part => part.Block.Syntax.SpanStart),
    ];
}
