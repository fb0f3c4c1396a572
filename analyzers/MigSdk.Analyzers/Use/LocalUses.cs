using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigSdk.Analyzers;

/// <summary>Where a local is used.</summary>
internal static class LocalUses
{
    /// <summary>The references to a local in the whole body that an operation stands in.</summary>
    public static ILocalReferenceOperation[] Of(ILocalSymbol local, IOperation inside, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return
        [
            .. Body(inside).Descendants()
                .OfType<ILocalReferenceOperation>()
                .Where(use => !use.IsDeclaration && SymbolEqualityComparer.Default.Equals(use.Local, local)),
        ];
    }

    /// <summary>The whole body that an operation stands in.</summary>
    public static IOperation Body(IOperation inside)
    {
        while (inside.Parent is { } parent)
            inside = parent;
        return inside;
    }

    /// <summary>Whether a reference only writes the local, or may.</summary>
    public static bool IsWrite(ILocalReferenceOperation use) => use.Parent switch
    {
        ISimpleAssignmentOperation assignment => assignment.Target == use,
        IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref } => true,
        ICompoundAssignmentOperation compound => compound.Target == use,
        _ => false,
    };
}
