using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigSdk.Analyzers;

/// <summary>A private field or auto-property of a driver, by what its uses do to it.</summary>
internal abstract class SessionMember(ISymbol symbol)
{
    public ISymbol Symbol => symbol;

    /// <summary>What a use does.</summary>
    public abstract Effect EffectOf(MemberUse use);

    /// <summary>Whether a look at the member sees what another session left, given how that came into it.</summary>
    public virtual bool Sees(MemberUse look, Effect deposit, string group) => true;

    /// <summary>The member; null where it is none that could hold what is left of a session.</summary>
    public static SessionMember? TryRead(ISymbol symbol, DriverCode code)
    {
        if (symbol is not { IsStatic: false, DeclaredAccessibility: Accessibility.Private } || !symbol.GetAttributes().IsEmpty)
            return null;
        return symbol switch
        {
            IFieldSymbol { IsConst: false, IsImplicitlyDeclared: false } field => Read(field, field.Type, field.IsReadOnly, code),
            IPropertySymbol { IsIndexer: false, ExplicitInterfaceImplementations.IsEmpty: true } property when IsAuto(property) =>
                Read(property, property.Type, property.SetMethod is null, code),
            _ => null,
        };
    }

    private static bool IsAuto(IPropertySymbol property) => property.ContainingType.GetMembers().Any(
        member => member is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private static SessionMember? Read(ISymbol symbol, ITypeSymbol type, bool isReadOnly, DriverCode code)
    {
        if (CollectionMember.IsCollection(type))
            return new CollectionMember(symbol);
        if (isReadOnly)
            return null;
        if (type.IsReferenceType)
            return new ReferenceMember(symbol);
        return type is { TypeKind: TypeKind.Enum } or { IsReadOnly: true } || type.SpecialType != SpecialType.None
            || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
                ? new ValueMember(symbol, InitialValue(symbol, code))
                : null;
    }

    // Null where nothing is said, so that it is the type's default.
    private static IOperation? InitialValue(ISymbol symbol, DriverCode code) => code.Units
        .Where(unit => SymbolEqualityComparer.Default.Equals(unit.Owner, symbol))
        .SelectMany(unit => unit.Bodies)
        .OfType<ISymbolInitializerOperation>()
        .Select(initialiser => initialiser.Value)
        .FirstOrDefault();
}
