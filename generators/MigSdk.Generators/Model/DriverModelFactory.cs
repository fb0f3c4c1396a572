using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.Generators;

/// <summary>
/// Makes the model of a driver. What the analyzers report is left out here, so that the rest of the class compiles.
/// </summary>
internal static class DriverModelFactory
{
    /// <summary>The model; null where the class cannot be given members at all.</summary>
    internal static DriverModel? TryMake(INamedTypeSymbol type, AttributeData attribute, CancellationToken cancel)
    {
        // Each part of the class that bears the attribute comes here; only one of them may give a file.
        if (!ReferenceEquals(DriverReader.DriverAttribute(type), attribute)
            || TypeHierarchy.IsHalfTyped(type)
            || DriverTypes.ProblemOf(type, attribute) is not null
            || DriverTypes.FindNotPartial(type, cancel) is not null)
        {
            return null;
        }

        DriverReading driver = DriverReader.Read(type, attribute, cancel);
        if (driver.Spec is not { } spec)
            return null;

        INamedTypeSymbol stateType = driver.SpecReading!.Type;
        SpecialType underlying = stateType.EnumUnderlyingType!.SpecialType;
        return new DriverModel(
            TypeHierarchy.Of(type),
            new StateTypeModel(
                FullName(stateType),
                stateType.IsPrivate(),
                underlying is SpecialType.System_Int64 or SpecialType.System_UInt64,
                underlying is SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_Int32
                    or SpecialType.System_Int64),
            spec,
            driver.Features,
            driver.SpecReading.FeatureType is { } features ? new FeatureTypeModel(FullName(features)) : null,
            DriverInterface(driver.SpecReading),
            driver.FailurePolicy,
            driver.IsSingleThreaded,
            ArcCalls(driver),
            BoundaryCalls(driver),
            Hook(driver.ResetHooks, HookSignature.IsReset),
            Hook(driver.StopCopyLengthHooks, HookSignature.IsStopCopyLength));
    }

    private static EquatableArray<ArcCall> ArcCalls(DriverReading driver)
    {
        var calls = ImmutableArray.CreateBuilder<ArcCall>();
        var handled = new HashSet<StatePair>();
        foreach (ArcHandlerReading handler in driver.ArcHandlers.Where(handler => handler.Signature.IsUsable))
        {
            HandlerCall call = Call(handler.Method, handler.Signature);
            foreach (ArcUse use in handler.Arcs)
            {
                if (use.Pair is { } arc && SessionLaw.ProblemOf(driver, handler.Signature, arc) is null && handled.Add(arc))
                    calls.Add(new ArcCall(arc, call));
            }
        }

        return new(calls.ToImmutable());
    }

    private static EquatableArray<BoundaryCall> BoundaryCalls(DriverReading driver)
    {
        var calls = ImmutableArray.CreateBuilder<BoundaryCall>();
        var handled = new HashSet<(BoundarySide, int?, string?)>();
        foreach (BoundaryHandlerReading handler in driver.BoundaryHandlers)
        {
            if (handler.Signature.IsUsable
                && (handler.State is not null || handler.Group is not null)
                && SessionLaw.ProblemOf(driver, handler) is null
                && handled.Add((handler.Side, handler.State, handler.Group)))
            {
                calls.Add(new BoundaryCall(
                    handler.Side, handler.State, handler.Group, Call(handler.Method, handler.Signature)));
            }
        }

        return new(calls.ToImmutable());
    }

    private static HandlerCall Call(IMethodSymbol method, HandlerSignature signature) => new(
        Target(method),
        signature.Returns == HandlerReturnKind.Asynchronous,
        signature.SessionType is not null,
        new([.. signature.Parameters.Select(parameter => new ParameterModel(parameter.Kind, FullName(parameter.Type)))]));

    private static string? Hook(ImmutableArray<HookReading> hooks, System.Func<IMethodSymbol, bool> isUsable) =>
        hooks.FirstOrDefault(hook => isUsable(hook.Method)) is { } found ? Target(found.Method) : null;

    private static string Target(IMethodSymbol method) =>
        $"{(method.IsStatic ? FullName(method.ContainingType) : "this")}.{TypeHierarchy.Escape(method.Name)}";

    // One that does not bring the SDK's own interface is not used: the generated members belong to that one.
    private static string? DriverInterface(SpecReading spec) =>
        spec.DriverInterface is { TypeKind: TypeKind.Interface, IsUnboundGenericType: false } type
        && type.AllInterfaces.Any(parent =>
            parent.Is("IStateMachineDriver`1") && SymbolEqualityComparer.Default.Equals(parent.TypeArguments[0], spec.Type))
            ? FullName(type)
            : null;

    private static string FullName(INamedTypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
