using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>A call of one of a driver's generated members.</summary>
internal sealed class DriverCall
{
    private DriverCall(IInvocationOperation operation, DriverMember member, UsedDriver driver)
    {
        Operation = operation;
        Member = member;
        Driver = driver;
    }

    /// <summary>The call.</summary>
    public IInvocationOperation Operation { get; }

    /// <summary>What is called.</summary>
    public DriverMember Member { get; }

    /// <summary>The driver that is called.</summary>
    public UsedDriver Driver { get; }

    /// <summary>Whether the call returns a task.</summary>
    public bool IsAsynchronous => Operation.TargetMethod.Name is GeneratedNames.SetStateAsync or GeneratedNames.ResetAsync;

    /// <summary>The state that the transition asked about starts in; null where the member takes none.</summary>
    public StateArgument? From => Member is DriverMember.SetState or DriverMember.Reset ? null : Argument(0);

    /// <summary>The state that is asked for; null where the member takes none.</summary>
    public StateArgument? Target => Member switch
    {
        DriverMember.SetState => Argument(0),
        DriverMember.Reset => null,
        _ => Argument(1),
    };

    /// <summary>Reads a call. Cheap for calls of anything else.</summary>
    /// <returns>The call; null where it is of something else, or of a driver that its own rules have something against.</returns>
    public static DriverCall? TryRead(IInvocationOperation operation, CancellationToken cancel)
    {
        IMethodSymbol method = operation.TargetMethod;
        if (MemberOf(method.Name) is not { } member || method.Parameters.Length != ParametersOf(method.Name))
            return null;
        return UsedDriver.Of(operation.Instance, operation.ConstrainedToType, method, cancel) is { } driver
            && HasGeneratedParameters(method, member, driver)
            ? new DriverCall(operation, member, driver)
            : null;
    }

    /// <summary>The value of an argument; null in half-typed code.</summary>
    public IOperation? ValueOf(int ordinal) =>
        Operation.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal)?.Value;

    private StateArgument? Argument(int ordinal) =>
        ValueOf(ordinal) is { } value ? StateArgument.Of(value, Driver.Spec) : null;

    private static DriverMember? MemberOf(string name) => name switch
    {
        GeneratedNames.SetState or GeneratedNames.SetStateAsync => DriverMember.SetState,
        GeneratedNames.Reset or GeneratedNames.ResetAsync => DriverMember.Reset,
        GeneratedNames.ArcSupported => DriverMember.ArcSupported,
        GeneratedNames.TryGetNextState => DriverMember.TryGetNextState,
        GeneratedNames.GetPath => DriverMember.GetPath,
        _ => null,
    };

    private static int ParametersOf(string name) => name switch
    {
        GeneratedNames.Reset or GeneratedNames.ResetAsync => 0,
        GeneratedNames.SetState => 1,
        GeneratedNames.TryGetNextState => 3,
        _ => 2,
    };

    // A driver may have methods of these names with other parameters.
    private static bool HasGeneratedParameters(IMethodSymbol method, DriverMember member, UsedDriver driver)
    {
        int states = member switch { DriverMember.SetState => 1, DriverMember.Reset => 0, _ => 2 };
        return method.Arity == 0
            && method.Parameters.Take(states).All(parameter =>
                SymbolEqualityComparer.Default.Equals(parameter.Type, driver.SpecReading.Type));
    }
}
