using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using MigSdk.Spec;

namespace MigSdk.Symbols;

/// <summary>Reads a driver from a class: the only place that knows how a driver is spelled in C#.</summary>
public static class DriverReader
{
    /// <summary>The attribute that makes a class a driver, if it has one.</summary>
    /// <remarks>Asked of every type of a compilation, by every rule: so it allocates nothing.</remarks>
    public static AttributeData? DriverAttribute(INamedTypeSymbol type)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (MakesDriver(attribute))
                return attribute;
        }

        return null;
    }

    /// <summary>The attributes that make the class a driver. Only the first counts.</summary>
    public static IEnumerable<AttributeData> DriverAttributes(INamedTypeSymbol type) => type.GetAttributes().Where(MakesDriver);

    /// <summary>Whether an attribute makes a method of a driver a handler or hook, of whatever spec.</summary>
    public static bool IsHandlerAttribute(AttributeData attribute) =>
        IsStepAttribute(attribute.AttributeClass)
        || attribute.AttributeClass.Is("OnResetAttribute")
        || attribute.AttributeClass.Is("StopCopyLengthAttribute");

    /// <summary>Reads a driver.</summary>
    /// <param name="type">A class.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <returns>The reading; null where the class is no driver.</returns>
    public static DriverReading? TryRead(INamedTypeSymbol type, CancellationToken cancel) =>
        DriverAttribute(type) is { } attribute ? Read(type, attribute, cancel) : null;

    /// <summary>Reads a driver.</summary>
    /// <param name="type">A class.</param>
    /// <param name="attribute">The attribute that makes it a driver.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <returns>The reading.</returns>
    public static DriverReading Read(INamedTypeSymbol type, AttributeData attribute, CancellationToken cancel)
    {
        SpecReading? spec = SpecOf(attribute);
        var arcs = ImmutableArray.CreateBuilder<ArcHandlerReading>();
        var boundaries = ImmutableArray.CreateBuilder<BoundaryHandlerReading>();
        var resets = ImmutableArray.CreateBuilder<HookReading>();
        var lengths = ImmutableArray.CreateBuilder<HookReading>();
        var foreign = ImmutableArray.CreateBuilder<ForeignUse>();
        bool hasHalfTypedHandlers = false;
        if (spec?.Spec is not null)
        {
            foreach (IMethodSymbol method in type.GetMembers().OfType<IMethodSymbol>())
            {
                cancel.ThrowIfCancellationRequested();
                ReadMethod(method, spec, arcs, boundaries, resets, lengths, foreign);
                hasHalfTypedHandlers |= method.GetAttributes().Any(a => a.IsHalfTyped());
            }
        }

        (IndexSet features, ImmutableArray<FeatureProblem> problems) = FeatureDeclaration.Read(attribute, spec);
        return new DriverReading(
            type,
            attribute,
            spec,
            features,
            problems,
            (int)Constants.NamedInteger(attribute, "FailurePolicy", spec?.FailurePolicy ?? 0),
            Constants.NamedFlag(attribute, "SingleThreaded"),
            arcs.ToImmutable(),
            boundaries.ToImmutable(),
            resets.ToImmutable(),
            lengths.ToImmutable())
        {
            HasHalfTypedFeatures = attribute.IsHalfTyped(),
            HasHalfTypedHandlers = hasHalfTypedHandlers,
            ForeignUses = foreign.ToImmutable(),
        };
    }

    /// <summary>The enum that a driver's attribute names as its spec, whether it is one or not.</summary>
    public static INamedTypeSymbol? StateTypeOf(AttributeData attribute) =>
        attribute.AttributeClass is { IsGenericType: true } generic
            ? generic.TypeArguments[0] as INamedTypeSymbol
            : attribute.AttributeClass?.ContainingAssembly.GetTypeByMetadataName("MigSdk.MigrationState");

    private static bool MakesDriver(AttributeData attribute) =>
        attribute.AttributeClass.Is("MigrationDriverAttribute") || attribute.AttributeClass.Is("StateMachineDriverAttribute`1");

    private static SpecReading? SpecOf(AttributeData attribute) =>
        StateTypeOf(attribute) is { } type ? SpecReader.TryRead(type) : null;

    private static void ReadMethod(
        IMethodSymbol method,
        SpecReading spec,
        ImmutableArray<ArcHandlerReading>.Builder arcs,
        ImmutableArray<BoundaryHandlerReading>.Builder boundaries,
        ImmutableArray<HookReading>.Builder resets,
        ImmutableArray<HookReading>.Builder lengths,
        ImmutableArray<ForeignUse>.Builder foreign)
    {
        ImmutableArray<AttributeData> attributes = method.GetAttributes();
        if (attributes.IsEmpty)
            return;

        HandlerSignature? signature = null;
        var uses = new List<ArcUse>();
        foreach (AttributeData attribute in attributes)
        {
            if (attribute.AttributeClass is not { } type)
                continue;
            if (ForeignStateType(attribute, spec) is { } other)
            {
                foreign.Add(new ForeignUse(attribute, other));
            }
            else if (IsOwn(type, "ArcAttribute", spec))
            {
                if (Constants.Pair(attribute) is var (from, to))
                    uses.Add(new ArcUse(attribute, IndexOf(spec, from), IndexOf(spec, to)));
            }
            else if (IsOwn(type, "OnEnterAttribute", spec))
            {
                boundaries.Add(Boundary(attribute, BoundarySide.Enter));
            }
            else if (IsOwn(type, "OnExitAttribute", spec))
            {
                boundaries.Add(Boundary(attribute, BoundarySide.Exit));
            }
            else if (type.Is("OnResetAttribute"))
            {
                resets.Add(new HookReading(method, attribute));
            }
            else if (type.Is("StopCopyLengthAttribute"))
            {
                lengths.Add(new HookReading(method, attribute));
            }
        }

        if (uses.Count > 0)
            arcs.Add(new ArcHandlerReading(method, Signature(), [.. uses]));

        HandlerSignature Signature() => signature ??= HandlerSignatureReader.Read(method, spec.Type);

        BoundaryHandlerReading Boundary(AttributeData attribute, BoundarySide side)
        {
            TypedConstant? argument = attribute.ConstructorArguments.Length == 1 ? attribute.ConstructorArguments[0] : null;
            bool isGroup = argument?.Type.Is("SessionKind") == true;
            long? value = argument is { } constant ? Constants.Integer(constant) : null;
            string? group = isGroup ? value switch { 1 => "Saving", 2 => "Resuming", _ => null } : null;
            int? state = !isGroup && value is { } number ? IndexOf(spec, number) : null;
            return new BoundaryHandlerReading(method, Signature(), attribute, side, state, group);
        }
    }

    /// <summary>
    /// Whether an attribute speaks of this driver's spec: the plain form of VFIO's, the generic form of that type. The
    /// plain form for a session group speaks of any.
    /// </summary>
    private static bool IsOwn(INamedTypeSymbol type, string name, SpecReading spec)
    {
        if (type.IsGenericType)
            return type.Is(name + "`1") && SymbolEqualityComparer.Default.Equals(type.TypeArguments[0], spec.Type);
        return type.Is(name) && (spec.Type.Is("MigrationState") || name != "ArcAttribute");
    }

    /// <summary>The enum whose states a handler's attribute speaks of where that is not the driver's spec.</summary>
    private static ITypeSymbol? ForeignStateType(AttributeData attribute, SpecReading spec)
    {
        return IsStepAttribute(attribute.AttributeClass)
            && attribute.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Enum, Type: { } state }
            && !state.Is("SessionKind")
            && !SymbolEqualityComparer.Default.Equals(state, spec.Type)
                ? state
                : null;
    }

    private static bool IsStepAttribute(INamedTypeSymbol? type) =>
        type.Is("ArcAttribute") || type.Is("ArcAttribute`1")
        || type.Is("OnEnterAttribute") || type.Is("OnEnterAttribute`1")
        || type.Is("OnExitAttribute") || type.Is("OnExitAttribute`1");

    private static int? IndexOf(SpecReading spec, long value)
    {
        ImmutableArray<SpecState> states = spec.Spec!.States;
        for (int i = 0; i < states.Length; i++)
        {
            if (states[i].Value == value)
                return i;
        }

        return null;
    }
}
