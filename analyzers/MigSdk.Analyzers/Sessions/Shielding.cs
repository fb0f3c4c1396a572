using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigSdk.Analyzers;

/// <summary>Whether a look at a member comes after the same piece of code has certainly assigned it.</summary>
internal sealed class Shielding(DriverCode code, ISymbol member)
{
    private readonly HashSet<CodeUnit> _visiting = [];

    public bool Shields(IOperation look)
    {
        for (IOperation part = look; part.Parent is { } around; part = around)
        {
            if (around is IBlockOperation or ISwitchCaseOperation
                && around.ChildOperations.TakeWhile(statement => statement != part).Any(CertainlyWrites))
            {
                return true;
            }

            if (around is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return false;
        }

        return false;
    }

    /// <summary>Whether a piece of code assigns the member on every way through it.</summary>
    public bool CertainlyWrites(CodeUnit unit)
    {
        if (!_visiting.Add(unit))
            return false;
        bool writes = unit.Bodies.Any(CertainlyWrites);
        _visiting.Remove(unit);
        return writes;
    }

    private bool CertainlyWrites(IOperation? operation) => operation switch
    {
        IExpressionStatementOperation statement => CertainlyWrites(statement.Operation),
        IAwaitOperation wait => CertainlyWrites(wait.Operation),
        ISimpleAssignmentOperation assignment => Operations.Is(assignment.Target, member),
        IDeconstructionAssignmentOperation assignment => Operations.Mentions(assignment.Target, member),
        IInvocationOperation call => code.Find(call.TargetMethod) is { } callee && CertainlyWrites(callee),
        IBlockOperation or IMethodBodyOperation => operation.ChildOperations.Any(CertainlyWrites),
        ILocalFunctionOperation local when _visiting.Any(unit => unit.Bodies.Contains(local)) => CertainlyWrites(local.Body),
        IConditionalOperation { WhenFalse: { } whenFalse } conditional => CertainlyWrites(conditional.WhenTrue) && CertainlyWrites(whenFalse),
        ILockOperation locked => CertainlyWrites(locked.Body),
        IUsingOperation use => CertainlyWrites(use.Body),
        ITryOperation attempt => CertainlyWrites(attempt.Finally) || (attempt.Catches.IsEmpty && CertainlyWrites(attempt.Body)),
        IWhileLoopOperation { ConditionIsTop: false } loop => CertainlyWrites(loop.Body),
        ISwitchOperation choice => choice.Cases.Any(part => part.Clauses.Any(clause => clause.CaseKind == CaseKind.Default))
            && choice.Cases.All(part => part.Body.Any(CertainlyWrites)),
        _ => false,
    };
}
