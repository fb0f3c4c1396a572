using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MigSdk.Symbols;

/// <summary>What a handler can take.</summary>
public enum HandlerParameterKind
{
    /// <summary><c>ArcContext</c>, the form for VFIO's own spec.</summary>
    Context,

    /// <summary><c>ArcContext&lt;TState&gt;</c>.</summary>
    GenericContext,

    /// <summary>The open session.</summary>
    Session,

    /// <summary><c>CancellationToken</c>.</summary>
    Cancellation,
}

/// <summary>How a handler returns.</summary>
public enum HandlerReturnKind
{
    /// <summary>When it is done.</summary>
    Synchronous,

    /// <summary>With a <c>Task</c> or <c>ValueTask</c>.</summary>
    Asynchronous,
}

/// <summary>One parameter of a handler.</summary>
public sealed record HandlerParameter(HandlerParameterKind Kind, INamedTypeSymbol Type, string? SessionKind);

/// <summary>A handler's signature, or why it cannot be called.</summary>
public sealed record HandlerSignature(
    ImmutableArray<HandlerParameter> Parameters,
    HandlerReturnKind Returns,
    INamedTypeSymbol? SessionType,
    string? SessionKind,
    string? Problem,
    bool IsHalfTyped)
{
    /// <summary>Whether it is <c>async void</c>: it could be called, but not waited for.</summary>
    public bool IsAsyncVoid { get; init; }

    /// <summary>Whether generated code can call the handler. Where it is half-typed the compiler says so already.</summary>
    public bool IsUsable => Problem is null && !IsAsyncVoid && !IsHalfTyped;
}
