using Microsoft.CodeAnalysis;

namespace MigSdk.Symbols;

/// <summary>What the methods behind <c>[OnReset]</c> and <c>[StopCopyLength]</c> must look like.</summary>
public static class HookSignature
{
    /// <summary>Whether a method can reset the device: no parameters, no result, done when it returns.</summary>
    public static bool IsReset(IMethodSymbol method) =>
        IsPlain(method) && method is { ReturnsVoid: true, IsAsync: false };

    /// <summary>Whether a method can estimate the length of the stream: no parameters, a <c>long</c>.</summary>
    public static bool IsStopCopyLength(IMethodSymbol method) =>
        IsPlain(method) && method is { ReturnType.SpecialType: SpecialType.System_Int64, ReturnsByRef: false };

    private static bool IsPlain(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, Parameters.IsEmpty: true, IsGenericMethod: false };
}
