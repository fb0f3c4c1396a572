using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigSdk.Analyzers;

/// <summary>
/// The code of a driver and of the types nested in it, as pieces of which it is known when they run: handlers by their
/// attributes, what is handed to a session while the host uses it, and what they call with them.
/// </summary>
internal sealed class DriverCode
{
    private readonly Dictionary<ISymbol, CodeUnit> _bySymbol = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IOperation, CodeUnit> _byFunction = [];
    private readonly Dictionary<ISymbol, List<MemberAccess>> _accesses = new(SymbolEqualityComparer.Default);
    private readonly List<(CodeUnit Unit, Phase Phase)> _handedOn = [];
    private readonly INamedTypeSymbol _driver;

    private DriverCode(DriverFacts facts)
    {
        Facts = facts;
        _driver = facts.Driver.Type;
    }

    public DriverFacts Facts { get; }

    /// <summary>Whether the compiler cannot make out a part of the code; what that does is unknown then.</summary>
    public bool IsHalfTyped { get; private set; }

    public IEnumerable<CodeUnit> Units => _bySymbol.Values;

    /// <summary>Where a field or auto-property of the driver is named.</summary>
    public IReadOnlyList<MemberAccess> AccessesOf(ISymbol member) =>
        _accesses.TryGetValue(member, out List<MemberAccess>? known) ? known : [];

    /// <summary>The piece that is a method; null where its code is not the driver's.</summary>
    public CodeUnit? Find(IMethodSymbol method) =>
        _bySymbol.TryGetValue(CodeOf(method), out CodeUnit? unit) ? unit : null;

    /// <summary>The piece that an operation stands in.</summary>
    public CodeUnit? Around(IOperation operation)
    {
        for (IOperation? part = operation; part is not null; part = part.Parent)
        {
            if (_byFunction.TryGetValue(part, out CodeUnit? unit))
                return unit;
        }

        return null;
    }

    /// <summary>Reads the code.</summary>
    /// <param name="facts">A driver with a plan.</param>
    /// <param name="blocks">The bodies and initialisers of its members and of the types nested in it.</param>
    public static DriverCode Read(DriverFacts facts, IReadOnlyList<(ISymbol Owner, IOperation Block)> blocks)
    {
        var code = new DriverCode(facts);
        foreach ((ISymbol owner, IOperation block) in blocks)
            code.AddUnit(owner is IMethodSymbol method ? CodeOf(method) : owner, block);
        foreach ((_, IOperation block) in blocks)
            code.AddFunctions(block);
        foreach ((_, IOperation block) in blocks)
            code.ReadUses(block);
        code.Begin();
        return code;
    }

    private static IMethodSymbol CodeOf(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        return method.PartialImplementationPart ?? method;
    }

    private CodeUnit AddUnit(ISymbol owner, IOperation body)
    {
        if (!_bySymbol.TryGetValue(owner, out CodeUnit? unit))
            _bySymbol.Add(owner, unit = new CodeUnit(owner));
        unit.Bodies.Add(body);
        _byFunction[body] = unit;
        return unit;
    }

    private void AddFunctions(IOperation block)
    {
        foreach (IOperation operation in block.Descendants())
        {
            if (operation is ILocalFunctionOperation local)
                AddUnit(local.Symbol.OriginalDefinition, local);
            else if (operation is IAnonymousFunctionOperation lambda)
                AddUnit(lambda.Symbol, lambda);
        }
    }

    private void ReadUses(IOperation block)
    {
        foreach (IOperation operation in block.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IInvalidOperation:
                    IsHalfTyped = true;
                    break;
                case IAnonymousFunctionOperation lambda:
                    HandOn(lambda, _byFunction[lambda]);
                    break;
                case IMethodReferenceOperation reference when Find(reference.Method) is { } unit:
                    HandOn(reference, unit);
                    break;
                case IInvocationOperation call when Find(call.TargetMethod) is { } unit:
                    Around(call)?.Calls(unit);
                    break;
                case IObjectCreationOperation { Constructor: { } constructor } creation when Find(constructor) is { } unit:
                    Around(creation)?.Calls(unit);
                    break;
                case IPropertyReferenceOperation property:
                    ReadProperty(property);
                    break;
                case IFieldReferenceOperation field:
                    AddAccess(field.Field.OriginalDefinition, field);
                    break;
            }
        }
    }

    private void ReadProperty(IPropertyReferenceOperation reference)
    {
        IPropertySymbol property = reference.Property.OriginalDefinition;
        AddAccess(property, reference);
        foreach (IMethodSymbol? accessor in (IEnumerable<IMethodSymbol?>)[property.GetMethod, property.SetMethod])
        {
            if (accessor is not null && Find(accessor) is { } unit)
                Around(reference)?.Calls(unit);
        }
    }

    private void AddAccess(ISymbol member, IOperation operation)
    {
        if (!SymbolEqualityComparer.Default.Equals(member.ContainingType, _driver) || Around(operation) is not { } unit)
            return;
        if (!_accesses.TryGetValue(member, out List<MemberAccess>? known))
            _accesses.Add(member, known = []);
        known.Add(new MemberAccess(operation, unit));
    }

    private void HandOn(IOperation function, CodeUnit unit)
    {
        if (DelegateUse.PhaseOf(function) is { } phase)
            _handedOn.Add((unit, phase));
        else
            Around(function.Parent!)?.Calls(unit);
    }

    // After all calls are known: a phase goes to everything that is called.
    private void Begin()
    {
        foreach ((CodeUnit unit, Phase phase) in _handedOn)
            unit.RunIn(phase);
        Dictionary<IMethodSymbol, HashSet<Phase>> handlers = HandlerPhases.Of(Facts.Driver);
        foreach (CodeUnit unit in _bySymbol.Values)
        {
            if (unit.Owner is IMethodSymbol method && handlers.TryGetValue(method, out HashSet<Phase>? phases))
            {
                foreach (Phase phase in phases)
                    unit.RunIn(phase);
            }
            else if (UnseenCallers.PhaseOf(unit.Owner, _driver) is { } phase)
            {
                unit.RunIn(phase);
            }
        }
    }
}
