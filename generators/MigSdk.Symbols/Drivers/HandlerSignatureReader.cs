using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace MigSdk.Symbols;

/// <summary>Reads a method as a handler. What a signature may look like is decided here and nowhere else.</summary>
public static class HandlerSignatureReader
{
    internal static HandlerSignature Read(IMethodSymbol method, INamedTypeSymbol stateType)
    {
        var parameters = ImmutableArray.CreateBuilder<HandlerParameter>(method.Parameters.Length);
        string? problem = method switch
        {
            { IsGenericMethod: true } => "a handler cannot be generic",
            { MethodKind: not (MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation) } => "it is no ordinary method",
            { MethodKind: MethodKind.ExplicitInterfaceImplementation } => "a handler cannot be an explicit interface implementation",
            { ReturnsByRef: true } or { ReturnsByRefReadonly: true } => "a handler cannot return by reference",
            { IsPartialDefinition: true, PartialImplementationPart: null } => "the partial method has no implementation",
            _ => null,
        };

        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (ReadParameter(parameter, stateType) is { } read)
                parameters.Add(read);
            else
                problem ??= ProblemOf(parameter, stateType);
        }

        (HandlerReturnKind returns, INamedTypeSymbol? session, bool isKnown) = ReadReturn(method.ReturnType);
        if (!isKnown)
        {
            problem ??= $"it returns {method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}; "
                + "a handler returns void, Task, ValueTask or, where the arc opens a session, that session or a task of it";
        }

        bool isHalfTyped = method.ReturnType.TypeKind == TypeKind.Error
            || method.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Error);
        string? kind = session is null ? null : SessionKindOf(session);
        return new HandlerSignature(parameters.ToImmutable(), returns, session, kind, isHalfTyped ? null : problem, isHalfTyped)
        {
            IsAsyncVoid = method.ReturnsVoid && IsAsync(method),
        };
    }

    /// <summary>Whether a method is <c>async</c>; of a partial one the part with the body says so.</summary>
    internal static bool IsAsync(IMethodSymbol method) => (method.PartialImplementationPart ?? method).IsAsync;

    /// <summary>Whether a handler of a driver of that spec can take a parameter of a type.</summary>
    public static bool CanTake(ITypeSymbol type, INamedTypeSymbol stateType) => ReadParameter(type, stateType) is not null;

    /// <summary>Whether a handler can return a type.</summary>
    public static bool CanReturn(ITypeSymbol type) => ReadReturn(type).IsKnown;

    /// <summary>"Saving" or "Resuming" for a type that is or derives from such a session.</summary>
    public static string? SessionKindOf(ITypeSymbol type)
    {
        for (ITypeSymbol? candidate = type; candidate is not null; candidate = candidate.BaseType)
        {
            if (candidate.Is("SavingSession"))
                return "Saving";
            if (candidate.Is("ResumingSession"))
                return "Resuming";
        }

        return null;
    }

    private static HandlerParameter? ReadParameter(IParameterSymbol parameter, INamedTypeSymbol stateType) =>
        parameter.RefKind is RefKind.None or RefKind.In ? ReadParameter(parameter.Type, stateType) : null;

    private static HandlerParameter? ReadParameter(ITypeSymbol parameterType, INamedTypeSymbol stateType)
    {
        if (parameterType is not INamedTypeSymbol type)
            return null;
        if (type.IsSystem("CancellationToken", "System", "Threading"))
            return new HandlerParameter(HandlerParameterKind.Cancellation, type, null);
        if (type.Is("ArcContext") && stateType.Is("MigrationState"))
            return new HandlerParameter(HandlerParameterKind.Context, type, null);
        if (type.Is("ArcContext`1") && SymbolEqualityComparer.Default.Equals(type.TypeArguments[0], stateType))
            return new HandlerParameter(HandlerParameterKind.GenericContext, type, null);
        return SessionKindOf(type) is { } kind
            ? new HandlerParameter(HandlerParameterKind.Session, type, kind)
            : null;
    }

    private static string ProblemOf(IParameterSymbol parameter, INamedTypeSymbol stateType)
    {
        if (parameter.RefKind is not (RefKind.None or RefKind.In))
            return $"the parameter '{parameter.Name}' is passed by reference";
        string context = stateType.Is("MigrationState") ? "ArcContext" : $"ArcContext<{stateType.Name}>";
        string type = parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        return $"the parameter '{parameter.Name}' is {type}; "
            + $"a handler takes any of {context}, SavingSession, ResumingSession and CancellationToken";
    }

    private static (HandlerReturnKind Returns, INamedTypeSymbol? Session, bool IsKnown) ReadReturn(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_Void)
            return (HandlerReturnKind.Synchronous, null, true);
        if (type is not INamedTypeSymbol named)
            return (HandlerReturnKind.Synchronous, null, false);
        if (named.IsTask(""))
            return (HandlerReturnKind.Asynchronous, null, true);
        if (named.IsTask("`1"))
        {
            return named.TypeArguments[0] is INamedTypeSymbol result && SessionKindOf(result) is not null
                ? (HandlerReturnKind.Asynchronous, result, true)
                : (HandlerReturnKind.Asynchronous, null, false);
        }

        return SessionKindOf(named) is not null
            ? (HandlerReturnKind.Synchronous, named, true)
            : (HandlerReturnKind.Synchronous, null, false);
    }
}
