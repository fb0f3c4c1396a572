using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using MigSdk.Spec;

namespace MigSdk.Symbols;

/// <summary>A method of a driver that serves arcs.</summary>
public sealed record ArcHandlerReading(IMethodSymbol Method, HandlerSignature Signature, ImmutableArray<ArcUse> Arcs);

/// <summary>One <c>[Arc(from, to)]</c>; null where the value is that of no state.</summary>
public sealed record ArcUse(AttributeData Attribute, int? From, int? To)
{
    /// <summary>The arc, if both ends are states.</summary>
    public StatePair? Pair => From is { } from && To is { } to ? new StatePair(from, to) : null;
}

/// <summary>Whether a method runs when an arc enters or leaves.</summary>
public enum BoundarySide
{
    /// <summary><c>[OnEnter]</c>.</summary>
    Enter,

    /// <summary><c>[OnExit]</c>.</summary>
    Exit,
}

/// <summary>One <c>[OnEnter]</c> or <c>[OnExit]</c> and its method: for a state or for a session group.</summary>
public sealed record BoundaryHandlerReading(
    IMethodSymbol Method, HandlerSignature Signature, AttributeData Attribute, BoundarySide Side, int? State, string? Group);

/// <summary>A method without parameters that the driver's own part of something is done by.</summary>
public sealed record HookReading(IMethodSymbol Method, AttributeData Attribute);

/// <summary>A handler attribute about states of another enum than the driver's spec, and that enum.</summary>
public sealed record ForeignUse(AttributeData Attribute, ITypeSymbol StateType);
