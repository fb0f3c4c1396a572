using System.Linq;
using Microsoft.CodeAnalysis;

namespace MigSdk.Symbols;

/// <summary>What the methods with <c>[OnReset]</c> and <c>[StopCopyLength]</c> may look like.</summary>
public static class HookSignature
{
    /// <summary>Whether generated code can call a method as a reset hook.</summary>
    public static bool IsReset(IMethodSymbol method) => !IsHalfTyped(method) && ResetProblem(method) is null;

    /// <summary>Whether generated code can call a method as the estimate of the stream's length.</summary>
    public static bool IsStopCopyLength(IMethodSymbol method) =>
        !IsHalfTyped(method) && StopCopyLengthProblem(method) is null;

    /// <summary>Why a method cannot be a reset hook; null where it can be, or where the compiler says why not.</summary>
    public static string? ResetProblem(IMethodSymbol method) => method switch
    {
        _ when IsHalfTyped(method) => null,
        { ReturnsVoid: false } => "a reset never waits for anything, so a method with [OnReset] returns void",
        _ when HandlerSignatureReader.IsAsync(method) => "a reset never waits for anything, so a method with [OnReset] cannot be async",
        _ => CommonProblem(method, "[OnReset]"),
    };

    /// <summary>Why a method cannot be the estimate; null where it can be, or where the compiler says why not.</summary>
    public static string? StopCopyLengthProblem(IMethodSymbol method) => method switch
    {
        _ when IsHalfTyped(method) => null,
        { ReturnType.SpecialType: not SpecialType.System_Int64 } or { ReturnsByRef: true } or { ReturnsByRefReadonly: true } =>
            "a method with [StopCopyLength] returns long",
        _ => CommonProblem(method, "[StopCopyLength]"),
    };

    private static string? CommonProblem(IMethodSymbol method, string attribute) => method switch
    {
        { IsGenericMethod: true } => $"a method with {attribute} cannot be generic",
        { Parameters.IsEmpty: false } => $"a method with {attribute} takes no parameters",
        { MethodKind: MethodKind.ExplicitInterfaceImplementation } =>
            $"a method with {attribute} cannot be an explicit interface implementation",
        { MethodKind: not MethodKind.Ordinary } => "it is no ordinary method",
        { IsPartialDefinition: true, PartialImplementationPart: null } => "the partial method has no implementation",
        _ => null,
    };

    private static bool IsHalfTyped(IMethodSymbol method) =>
        method.ReturnType.TypeKind == TypeKind.Error
        || method.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Error);
}
