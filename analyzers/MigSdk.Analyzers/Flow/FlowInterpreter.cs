using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MigSdk.Analyzers;

/// <summary>
/// Carries what is known through the operations of a block, one after the other. What it does not know by name lets every
/// driver and session that it is given out of the method's hands.
/// </summary>
internal sealed partial class FlowInterpreter(FlowMethod method, PlaceFinder places)
{
    private readonly Dictionary<CaptureId, IOperation> _captured = [];
    private int _depth;

    /// <summary>What is known now; null where control does not come.</summary>
    public FlowState? State { get; private set; }

    /// <summary>What is known where an exception has left the block; null where none has.</summary>
    public FlowState? Thrown { get; private set; }

    /// <summary>The lambdas that were seen.</summary>
    public HashSet<IFlowAnonymousFunctionOperation> Lambdas { get; } = [];

    private bool IsTried { get; set; }

    private bool IsCleanup { get; set; }

    /// <summary>Begins a block.</summary>
    /// <param name="state">What is known where it begins.</param>
    /// <param name="isTried">Whether something in the method catches what it throws.</param>
    /// <param name="isCleanup">Whether it is in a <c>catch</c> or <c>finally</c>.</param>
    public void Begin(FlowState state, bool isTried, bool isCleanup)
    {
        State = state;
        Thrown = null;
        IsTried = isTried;
        IsCleanup = isCleanup;
    }

    /// <summary>Carries out an operation.</summary>
    /// <returns>What is known of its value.</returns>
    public FlowValue? Evaluate(IOperation? operation)
    {
        if (operation is null || State is null)
            return null;
        _depth++;
        FlowValue? value = method.CanDescend(_depth) ? Interpret(operation) : null;
        _depth--;
        return State is null ? null : value;
    }

    private FlowValue? Interpret(IOperation operation)
    {
        switch (operation)
        {
            case IFlowCaptureOperation capture:
                _captured[capture.Id] = capture.Value;
                Bind(Place.Of(capture.Id), Evaluate(capture.Value));
                return null;
            case ILiteralOperation or IDefaultValueOperation or ITypeOfOperation or ISizeOfOperation or INameOfOperation:
                return operation.ConstantValue is { HasValue: true, Value: null } ? FlowValue.Null.Value : null;
            case IFlowAnonymousFunctionOperation lambda:
                Lambdas.Add(lambda);
                return null;
            case IInstanceReferenceOperation:
                return null;
            case ISimpleAssignmentOperation { IsRef: false } assignment:
                return Assign(assignment);
            case ICompoundAssignmentOperation or IIncrementOrDecrementOperation:
                Default(operation);
                AssignTo(operation is ICompoundAssignmentOperation compound ? compound.Target : ((IIncrementOrDecrementOperation)operation).Target, null);
                return null;
            case IDeconstructionAssignmentOperation deconstruction:
                Deconstruct(deconstruction.Target, deconstruction.Value);
                return null;
            case IExpressionStatementOperation statement:
                Evaluate(statement.Operation);
                return null;
            case IDeclarationExpressionOperation declaration:
                return Evaluate(declaration.Expression);
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);
            case IConversionOperation { OperatorMethod: null } conversion:
                return Convert(conversion);
            case IIsNullOperation test:
                return NullTest(Evaluate(test.Operand), isNullWhen: true);
            case IIsTypeOperation test:
                Evaluate(test.ValueOperand);
                return null;
            case IIsPatternOperation test:
                return Test(test);
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not:
                return (Evaluate(not.Operand) as FlowValue.StateTest)?.Not;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison:
                return Compare(comparison);
            case IAwaitOperation wait:
                return Await(wait);
            case IInvocationOperation invocation:
                return Invoke(invocation);
            case IObjectCreationOperation creation:
                return Create(creation);
            case IFieldReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation or IFlowCaptureReferenceOperation:
                return ReadPlace(operation);
            case IPropertyReferenceOperation property:
                return ReadProperty(property);
            case IReturnOperation { Kind: OperationKind.YieldReturn } result:
                Store(Evaluate(result.ReturnedValue));
                Disturb(DriverHold.Lent);
                return null;
            default:
                return Default(operation);
        }
    }

    // Whatever it is, it may keep what it is given and throw.
    private FlowValue? Default(IOperation operation)
    {
        foreach (IOperation child in operation.ChildOperations)
            Store(Evaluate(child));
        if (operation is IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicObjectCreationOperation
            or IDynamicIndexerAccessOperation or IFunctionPointerInvocationOperation or IEventAssignmentOperation)
        {
            // It may have parameters that it writes.
            foreach (IOperation child in operation.ChildOperations)
            {
                if (places.Find(child) is { } place)
                    Bind(place, null);
            }

            Disturb(DriverHold.Lent);
        }

        Throw();
        return null;
    }

    private FlowValue? Convert(IConversionOperation conversion)
    {
        FlowValue? value = Evaluate(conversion.Operand);
        if (conversion is { IsImplicit: false, IsTryCast: false })
            Throw();

        // A number is no state any more.
        return value is FlowValue.StateOf && conversion.Conversion.IsNumeric ? null : value;
    }

    /// <summary>An exception may leave the block here.</summary>
    private void Throw() => Throw(State);

    private void Throw(FlowState? state)
    {
        if (IsTried && state is not null)
            Thrown = Thrown is null ? state : FlowState.Join(Thrown, state);
    }

    private void Disturb(DriverHold hold) => State = State?.Disturb(hold);
}
