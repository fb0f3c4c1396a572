using Mono.Cecil.Cil;

namespace MigSdk.Interleavings.Tests;

/// <summary>
/// Which bits of a call's result the code behind it looks at. Where that cannot be told it is all of them, which only gives
/// more to explore.
/// </summary>
internal static class Observations
{
    /// <summary>The bits; none where the result is dropped, or compared with the call's last argument and then dropped.</summary>
    internal static ulong Of(Instruction call)
    {
        Instruction next = call.Next;
        if (next.OpCode.Code == Code.Pop)
            return 0;
        if (Constant(next) is { } mask && next.Next.Next.OpCode.Code == Code.And)
            return (ulong)mask;
        return IsComparedWithLastArgument(call) ? 0 : ulong.MaxValue;
    }

    private static bool IsComparedWithLastArgument(Instruction call)
    {
        Instruction next = call.Next;
        // A comparison with zero may be none: a branch does it.
        if (Constant(call.Previous?.Previous) is { } constant)
        {
            return constant == 0 && (next.OpCode.Code is Code.Brtrue or Code.Brfalse
                || (Constant(next) == 0 && IsComparison(next.Next.Next)));
        }

        return call.Previous?.OpCode.Code == Code.Ldloc && next.OpCode.Code == Code.Ldloc
            && call.Previous.Operand == next.Operand && IsComparison(next.Next);
    }

    private static bool IsComparison(Instruction instruction) => instruction.OpCode.Code is Code.Ceq or Code.Beq or Code.Bne_Un;

    // A small number that is made a long one.
    private static int? Constant(Instruction? load) =>
        load?.OpCode.Code == Code.Ldc_I4 && load.Next.OpCode.Code == Code.Conv_I8 ? (int)load.Operand : null;
}
