using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.Generators;

/// <summary>Everything that the output depends on, by value: no symbol, no syntax, no location.</summary>
internal sealed record DriverModel(
    TypeHierarchy Type,
    StateTypeModel StateType,
    StateMachineSpec Spec,
    IndexSet Features,
    FeatureTypeModel? FeatureType,
    string? DriverInterface,
    int FailurePolicy,
    bool IsSingleThreaded,
    EquatableArray<ArcCall> ArcCalls,
    EquatableArray<BoundaryCall> BoundaryCalls,
    string? ResetHook,
    string? StopCopyLengthHook);

/// <summary>The spec's enum as source code names it.</summary>
/// <param name="Name">With <c>global::</c>.</param>
/// <param name="IsPrivate">Whether it can be named inside the type only that it is nested in.</param>
/// <param name="Is64Bit">Whether its values need more than 32 bits.</param>
/// <param name="IsSigned">Whether its values can be negative.</param>
internal sealed record StateTypeModel(string Name, bool IsPrivate, bool Is64Bit, bool IsSigned);

/// <summary>The spec's feature enum as source code names it.</summary>
internal sealed record FeatureTypeModel(string Name);

/// <summary>How a handler is called.</summary>
/// <param name="Target">What stands before the arguments.</param>
/// <param name="IsAsynchronous">Whether it returns a task.</param>
/// <param name="ReturnsSession">Whether it, or its task, gives a session.</param>
/// <param name="Parameters">What it takes, in its own order.</param>
internal sealed record HandlerCall(
    string Target, bool IsAsynchronous, bool ReturnsSession, EquatableArray<ParameterModel> Parameters);

/// <summary>One argument of a handler.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Type">Its type with <c>global::</c>.</param>
internal readonly record struct ParameterModel(HandlerParameterKind Kind, string Type);

/// <summary>The handler of an arc.</summary>
internal sealed record ArcCall(StatePair Arc, HandlerCall Call);

/// <summary>The handler of an entry or exit.</summary>
internal sealed record BoundaryCall(BoundarySide Side, int? State, string? Group, HandlerCall Call);
