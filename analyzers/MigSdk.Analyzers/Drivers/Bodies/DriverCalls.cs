using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>The calls in one driver's code that a rule about handlers' bodies may want to follow.</summary>
internal sealed class DriverCalls(INamedTypeSymbol driver, ITypeSymbol? state)
{
    private readonly ConcurrentQueue<BodyCall> _calls = new();

    /// <summary>The calls by the method, local function or lambda that they are in, in the order of the source.</summary>
    public ILookup<IMethodSymbol, BodyCall> ByOwner() => _calls
        .OrderBy(call => call.Operation.Syntax.SpanStart)
        .ToLookup(call => call.Owner, (IEqualityComparer<IMethodSymbol>)SymbolEqualityComparer.Default);

    /// <summary>Takes in a call. A nested type's calls are not the driver's.</summary>
    public void Add(IInvocationOperation call, ISymbol container)
    {
        if (container is not IMethodSymbol method || !IsDriver(method.ContainingType))
            return;
        string? request = RequestOf(call);
        IMethodSymbol? callee = request is null ? CalleeOf(call) : null;
        if (request is not null || callee is not null || call.Type.IsTask())
            _calls.Enqueue(new BodyCall(call, OwnerOf(call, method), callee, request));
    }

    private string? RequestOf(IInvocationOperation call) =>
        call.TargetMethod is { Name: GeneratedNames.SetState or GeneratedNames.SetStateAsync or GeneratedNames.ResetAsync } method
        && state is not null
        && IsThis(call.Instance)
        && (IsDriver(method.ContainingType) || method.ContainingType.Is("IStateMachineDriver`1"))
        && GeneratedNames.Clashes(method, state)
            ? method.Name
            : null;

    private IMethodSymbol? CalleeOf(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod.OriginalDefinition;
        if (method.MethodKind == MethodKind.LocalFunction)
            return IsLazy(method) ? null : method;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return Unwrap(call.Instance) is IAnonymousFunctionOperation lambda ? lambda.Symbol : null;
        bool isOwn = IsDriver(method.ContainingType) && (method.IsStatic || IsThis(call.Instance));
        return isOwn && !IsLazy(method) && !CanBeOverridden(method) ? Whole(method) : null;
    }

    private bool IsDriver(INamedTypeSymbol? type) => SymbolEqualityComparer.Default.Equals(type?.OriginalDefinition, driver);

    private bool CanBeOverridden(IMethodSymbol method) =>
        !driver.IsSealed && (method.IsVirtual || method.IsAbstract || (method.IsOverride && !method.IsSealed));

    // An iterator's body does not run when it is called.
    private static bool IsLazy(IMethodSymbol method) => method.ReturnType.OriginalDefinition is
    {
        MetadataName: "IEnumerable" or "IEnumerator" or "IEnumerable`1" or "IEnumerator`1" or "IAsyncEnumerable`1" or "IAsyncEnumerator`1",
    };

    private static bool IsThis(IOperation? instance) =>
        Unwrap(instance) is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance };

    private static IOperation? Unwrap(IOperation? operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation { OperatorMethod: null } conversion:
                    operation = conversion.Operand;
                    break;
                case IDelegateCreationOperation creation:
                    operation = creation.Target;
                    break;
                default:
                    return operation;
            }
        }
    }

    private static IMethodSymbol OwnerOf(IOperation call, IMethodSymbol method)
    {
        for (IOperation? around = call.Parent; around is not null; around = around.Parent)
        {
            switch (around)
            {
                case ILocalFunctionOperation function:
                    return function.Symbol;
                case IAnonymousFunctionOperation lambda:
                    return lambda.Symbol;
            }
        }

        return Whole(method);
    }

    private static IMethodSymbol Whole(IMethodSymbol method) => method.PartialDefinitionPart ?? method;
}
