using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigSdk.Analyzers;

/// <summary>A reference to what a session has brought, such as a header or an image.</summary>
internal sealed class ReferenceMember(ISymbol symbol) : SessionMember(symbol)
{
    public override Effect EffectOf(MemberUse use) => use.Kind switch
    {
        MemberUseKind.Read or MemberUseKind.Pass => Effect.Look,
        MemberUseKind.Call => use.Method?.Name is "Dispose" or "DisposeAsync" or "Clear" or "Reset" ? Effect.Clear : Effect.Look,
        MemberUseKind.Write when use.Value is { } value => Assigns(value),
        // An array that is written over and over, or something that is made once and kept, need not be set back.
        _ => Effect.Unknown,
    };

    // While the host reads or writes, a reference is mostly set before it is used; an arc comes without that, too.
    public override bool Sees(MemberUse look, Effect deposit, string group) =>
        look.Unit.Runs(PhaseKind.Leaving, group)
        || look.Unit.Runs(PhaseKind.Inside, group)
        || (look.Unit.Runs(PhaseKind.Streaming, group) && Operations.IsComparedWithNull(look.Operation));

    private static Effect Assigns(IOperation value)
    {
        while (value is IConversionOperation { OperatorMethod: null } conversion)
            value = conversion.Operand;
        if (value.ConstantValue is { HasValue: true, Value: null } || value is IDefaultValueOperation)
            return Effect.Clear;
        // Only what comes out of the session's own data is the session's.
        return value is not IArrayCreationOperation && value.DescendantsAndSelf().Any(part => part is IParameterReferenceOperation)
            ? Effect.Deposit
            : Effect.Unknown;
    }
}
