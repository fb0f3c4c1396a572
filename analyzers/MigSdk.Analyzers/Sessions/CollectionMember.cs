using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigSdk.Analyzers;

/// <summary>A collection or stream that grows by what is put into it.</summary>
internal sealed class CollectionMember(ISymbol symbol) : SessionMember(symbol)
{
    /// <summary>Whether a type is one of the base class library's that grow.</summary>
    public static bool IsCollection(ITypeSymbol type) => type.Name switch
    {
        "List" or "HashSet" or "SortedSet" or "Queue" or "Stack" or "LinkedList" or "Dictionary" or "SortedDictionary" =>
            type.ContainingNamespace?.ToDisplayString() == "System.Collections.Generic",
        "ConcurrentQueue" or "ConcurrentStack" or "ConcurrentBag" =>
            type.ContainingNamespace?.ToDisplayString() == "System.Collections.Concurrent",
        "ArrayBufferWriter" => type.ContainingNamespace?.ToDisplayString() == "System.Buffers",
        "MemoryStream" => type.ContainingNamespace?.ToDisplayString() == "System.IO",
        "StringBuilder" => type.ContainingNamespace?.ToDisplayString() == "System.Text",
        _ => false,
    };

    public override Effect EffectOf(MemberUse use) => use.Kind switch
    {
        MemberUseKind.Read => IsHandedOut(use.Operation) ? Effect.Unknown : Effect.Look,
        // Whatever takes its place has nothing of a session in it.
        MemberUseKind.Write => Effect.Clear,
        MemberUseKind.WriteElement => Effect.Accumulate,
        MemberUseKind.Call when use.Method is { } method => Calls(method.Name),
        MemberUseKind.Pass when use.Method is { IsExtensionMethod: true } method && IsFirstArgument(use.Operation) =>
            method.ContainingType.Name == "Enumerable" ? Effect.Look : Calls(method.Name),
        _ => Effect.Unknown,
    };

    private static Effect Calls(string method) => method switch
    {
        "Add" or "AddRange" or "AddFirst" or "AddLast" or "Append" or "AppendLine" or "Enqueue" or "Insert" or "InsertRange" or "Push"
            or "TryAdd" or "UnionWith" or "Write" or "WriteByte" or "WriteAsync" => Effect.Accumulate,
        "BinarySearch" or "Contains" or "CopyTo" or "Equals" or "Exists" or "Find" or "FindAll" or "FindIndex" or "FindLast" or "ForEach"
            or "GetEnumerator" or "GetHashCode" or "IndexOf" or "Peek" or "Slice" or "ToArray" or "ToString" or "TryPeek" => Effect.Look,
        "Clear" or "Dispose" or "DisposeAsync" or "ResetWrittenCount" or "SetLength" => Effect.Clear,
        // What takes things out may take all of them, and what looks up by key is a cache.
        _ => Effect.Unknown,
    };

    private static bool IsFirstArgument(IOperation operation)
    {
        while (operation.Parent is IConversionOperation conversion)
            operation = conversion;
        return operation.Parent is IArgumentOperation { Parameter.Ordinal: 0 };
    }

    private static bool IsHandedOut(IOperation operation) => operation.Parent is not
        (IPropertyReferenceOperation
            or IForEachLoopOperation
            or IConversionOperation { Parent: IForEachLoopOperation }
            or ISpreadOperation);
}
