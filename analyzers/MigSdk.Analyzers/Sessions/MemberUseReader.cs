using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigSdk.Analyzers;

/// <summary>Tells what is done with a field or auto-property where code names it.</summary>
internal static class MemberUseReader
{
    /// <summary>The use; null where the member is only named.</summary>
    public static MemberUse? Read(MemberAccess access, INamedTypeSymbol driver)
    {
        IOperation operation = access.Operation;
        if (!IsOfThisDriver(access, driver))
            return new MemberUse(MemberUseKind.Unknown, access);

        IOperation value = operation;
        while (value.Parent is IParenthesizedOperation or IConversionOperation { OperatorMethod: null })
            value = value.Parent;
        return value.Parent switch
        {
            INameOfOperation => null,
            ISimpleAssignmentOperation { IsRef: true } => new MemberUse(MemberUseKind.Unknown, access),
            ISimpleAssignmentOperation assignment when assignment.Target == value => new MemberUse(MemberUseKind.Write, access, assignment.Value),
            ICoalesceAssignmentOperation assignment when assignment.Target == value => new MemberUse(MemberUseKind.Fill, access, assignment.Value),
            ICompoundAssignmentOperation assignment when assignment.Target == value => new MemberUse(MemberUseKind.Update, access, assignment.Value),
            IIncrementOrDecrementOperation => new MemberUse(MemberUseKind.Update, access),
            ITupleOperation tuple when IsDeconstructedInto(tuple) => new MemberUse(MemberUseKind.Write, access),
            IArgumentOperation argument => ReadArgument(access, argument),
            IAddressOfOperation or IUsingOperation => new MemberUse(MemberUseKind.Unknown, access),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: not RefKind.None } } => new MemberUse(MemberUseKind.Unknown, access),
            IInvocationOperation call when call.Instance == value => new MemberUse(MemberUseKind.Call, access, Method: call.TargetMethod),
            IConditionalAccessOperation { WhenNotNull: IInvocationOperation call } conditional when conditional.Operation == value =>
                new MemberUse(MemberUseKind.Call, access, Method: call.TargetMethod),
            IMethodReferenceOperation => new MemberUse(MemberUseKind.Unknown, access),
            IPropertyReferenceOperation part when part.Instance == value => ReadPart(access, part, part.Property.IsIndexer),
            IArrayElementReferenceOperation part when part.ArrayReference == value => ReadPart(access, part, isElement: true),
            IFieldReferenceOperation part when part.Instance == value => ReadPart(access, part, isElement: false),
            _ => new MemberUse(MemberUseKind.Read, access),
        };
    }

    // A session that is nested in the driver has its driver in a variable; in the driver itself that is another one.
    private static bool IsOfThisDriver(MemberAccess access, INamedTypeSymbol driver) =>
        access.Operation is IMemberReferenceOperation
        {
            Instance: null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance },
        }
        || !SymbolEqualityComparer.Default.Equals(access.Unit.Owner.ContainingType, driver);

    private static bool IsDeconstructedInto(ITupleOperation tuple)
    {
        IOperation outer = tuple;
        while (outer.Parent is ITupleOperation)
            outer = outer.Parent;
        return outer.Parent is IDeconstructionAssignmentOperation assignment && assignment.Target == outer;
    }

    private static MemberUse ReadArgument(MemberAccess access, IArgumentOperation argument)
    {
        if (argument.Parameter is not { } parameter)
            return new MemberUse(MemberUseKind.Unknown, access);
        IMethodSymbol? method = (argument.Parent as IInvocationOperation)?.TargetMethod;
        if (parameter.RefKind is RefKind.None or RefKind.In or RefKind.RefReadOnlyParameter && method is not { Name: "Read", ContainingType.Name: "Volatile" })
            return new MemberUse(MemberUseKind.Pass, access, Method: parameter.ContainingSymbol as IMethodSymbol);
        if (method is { ContainingType: { Name: "Volatile", ContainingNamespace.Name: "Threading" } } && argument.Parent is IInvocationOperation call)
        {
            return method.Name == "Write"
                ? new MemberUse(MemberUseKind.Write, access, call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 1)?.Value)
                : new MemberUse(MemberUseKind.Read, access);
        }

        return new MemberUse(MemberUseKind.Unknown, access);
    }

    private static MemberUse ReadPart(MemberAccess access, IOperation part, bool isElement)
    {
        bool isTarget = part.Parent is IAssignmentOperation assignment && assignment.Target == part
            || part.Parent is IIncrementOrDecrementOperation or IAddressOfOperation
            || part.Parent is IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out };
        return new MemberUse(
            !isTarget ? MemberUseKind.Read : isElement ? MemberUseKind.WriteElement : MemberUseKind.Unknown, access);
    }
}
