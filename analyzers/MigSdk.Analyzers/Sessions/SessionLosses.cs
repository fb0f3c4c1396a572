using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigSdk.Analyzers;

/// <summary>
/// Sessions that the SDK does not close: it closes what a step that opens a session has created or returned, so that what is
/// created at other times is nobody's until it is returned; and what it has closed once can never be opened again.
/// </summary>
internal static class SessionLosses
{
    public static IEnumerable<Loss> In(DriverCode code)
    {
        var reused = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (CodeUnit unit in code.Units.Where(unit => unit.Runs(PhaseKind.Opening)))
        {
            foreach ((ISymbol member, IOperation result) in ReturnedMembers(unit))
            {
                if (IsMadeOnce(member, code))
                {
                    reused.Add(member);
                    yield return new Loss(
                        result.Syntax.GetLocation(),
                        $"'{member.Name}' is made once, and closed with the first session that it is: every later one is refused");
                }
            }
        }

        foreach (CodeUnit unit in code.Units.Where(RunsOnlyBesideOpening))
        {
            foreach (IObjectCreationOperation creation in unit.Bodies.SelectMany(Operations.InOrder).OfType<IObjectCreationOperation>())
            {
                if (SessionTypes.GroupOf(creation.Type) is not null
                    && SessionTypes.Releases(creation.Type)
                    && !(MemberFor(creation, unit) is { } member && reused.Contains(member)))
                {
                    yield return new Loss(
                        creation.Syntax.GetLocation(),
                        $"nobody closes this {creation.Type!.Name} before an arc returns it: it is created in no step that opens a session");
                }
            }
        }
    }

    private static bool RunsOnlyBesideOpening(CodeUnit unit) => unit.Phases.All(
        phase => phase.Kind is PhaseKind.Construction or PhaseKind.Reset or PhaseKind.Leaving or PhaseKind.Inside);

    private static IEnumerable<(ISymbol Member, IOperation Result)> ReturnedMembers(CodeUnit unit)
    {
        if (unit.Owner is not IMethodSymbol { MethodKind: MethodKind.Ordinary })
            yield break;
        foreach (IReturnOperation result in unit.Bodies.SelectMany(Operations.InOrder).OfType<IReturnOperation>())
        {
            IOperation? value = result.ReturnedValue;
            while (value is IConversionOperation conversion)
                value = conversion.Operand;
            IOperation? member = value is ICoalesceAssignmentOperation fill ? fill.Target : value;
            if (member is IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol, Instance: null or IInstanceReferenceOperation } reference
                && SessionTypes.GroupOf(reference.Type) is not null)
            {
                yield return (reference.Member.OriginalDefinition, value!);
            }
        }
    }

    // Only the driver's own code assigns it, when the driver is created or where it is still null.
    private static bool IsMadeOnce(ISymbol member, DriverCode code)
    {
        if (!IsHidden(member))
            return false;
        bool isMade = code.Units.Any(unit => SymbolEqualityComparer.Default.Equals(unit.Owner, member) && unit.Bodies.Any(body => body is ISymbolInitializerOperation));
        foreach (MemberAccess access in code.AccessesOf(member))
        {
            MemberUse? use = MemberUseReader.Read(access, code.Facts.Driver.Type);
            switch (use?.Kind)
            {
                case MemberUseKind.Unknown or MemberUseKind.Update:
                    return false;
                case MemberUseKind.Write when !use.Unit.Phases.All(phase => phase.Kind == PhaseKind.Construction):
                    return false;
                case MemberUseKind.Write or MemberUseKind.Fill:
                    isMade = true;
                    break;
            }
        }

        return isMade;
    }

    private static bool IsHidden(ISymbol member) => member switch
    {
        IFieldSymbol field => field.IsReadOnly || field.DeclaredAccessibility == Accessibility.Private,
        IPropertySymbol { IsVirtual: false, IsAbstract: false, IsOverride: false } property =>
            (property.SetMethod is null || property.SetMethod.DeclaredAccessibility == Accessibility.Private)
            && property.ContainingType.GetMembers().Any(part => part is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property)),
        _ => false,
    };

    private static ISymbol? MemberFor(IOperation creation, CodeUnit unit)
    {
        IOperation value = creation;
        while (value.Parent is IConversionOperation)
            value = value.Parent;
        return value.Parent switch
        {
            ISymbolInitializerOperation => unit.Owner,
            IAssignmentOperation { Target: IMemberReferenceOperation target } => target.Member.OriginalDefinition,
            _ => null,
        };
    }
}
