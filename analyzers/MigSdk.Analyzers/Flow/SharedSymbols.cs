using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigSdk.Analyzers;

/// <summary>
/// The locals, parameters and fields of a method that cannot be followed in it, since a lambda or a local function uses
/// them too, at a time that nobody knows, or since they can be written through a reference.
/// </summary>
internal static class SharedSymbols
{
    /// <summary>Finds them.</summary>
    /// <param name="root">The method's body.</param>
    /// <param name="method">The method.</param>
    public static HashSet<ISymbol> Find(IOperation root, ISymbol method)
    {
        HashSet<ISymbol> found = new(SymbolEqualityComparer.Default);
        Dictionary<ISymbol, ISymbol> firstUser = new(SymbolEqualityComparer.Default);
        Stack<(IOperation Operation, ISymbol Function)> left = new();
        left.Push((root, method));
        while (left.Count > 0)
        {
            (IOperation operation, ISymbol function) = left.Pop();
            ISymbol inner = operation switch
            {
                IAnonymousFunctionOperation lambda => lambda.Symbol,
                ILocalFunctionOperation local => local.Symbol,
                _ => function,
            };
            if (Named(operation) is { } used && !IsOnlyOf(used, function, method, firstUser))
                found.Add(used);
            if (Referenced(operation) is { } written)
                AddAll(written, found);
            foreach (IOperation child in operation.ChildOperations)
                left.Push((child, inner));
        }

        return found;
    }

    private static ISymbol? Named(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation field => field.Field,
        IPropertyReferenceOperation property => property.Property,
        _ => null,
    };

    private static bool IsOnlyOf(ISymbol symbol, ISymbol function, ISymbol method, Dictionary<ISymbol, ISymbol> firstUser)
    {
        bool isNested = !SymbolEqualityComparer.Default.Equals(function, method);
        if (symbol is ILocalSymbol or IParameterSymbol)
            return !isNested || SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol, function);
        if (firstUser.TryGetValue(symbol, out ISymbol? first))
            return SymbolEqualityComparer.Default.Equals(first, function);
        firstUser.Add(symbol, function);
        return true;
    }

    private static IOperation? Referenced(IOperation operation) => operation switch
    {
        IArgumentOperation { Parameter.RefKind: not (RefKind.None or RefKind.Out) } argument => argument.Value,
        IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } local => local,
        ISimpleAssignmentOperation { IsRef: true } assignment => assignment,
        IAddressOfOperation address => address.Reference,
        _ => null,
    };

    private static void AddAll(IOperation written, HashSet<ISymbol> found)
    {
        foreach (IOperation operation in written.DescendantsAndSelf())
        {
            if (Named(operation) is { } symbol)
                found.Add(symbol);
        }
    }
}
