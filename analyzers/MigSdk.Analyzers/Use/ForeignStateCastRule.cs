using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>MIG3007: a state of one spec does not become one of another by its number.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForeignStateCastRule() : UseRule(Descriptor, OperationKind.Conversion)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ForeignStateCast,
        "A state of one spec is cast to another spec",
        "{0}",
        RuleCategories.Use,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.ForeignStateCast));

    private protected override void Check(UseCheck check)
    {
        var cast = (IConversionOperation)check.Operation;
        if (cast.IsImplicit
            || cast.OperatorMethod is not null
            || check.Enums.OfStates(cast.Type) is not { } target
            || Source(cast, check.Enums) is not { } source
            || SymbolEqualityComparer.Default.Equals(source.Type, target.Type)
            || Witness(cast, source, target) is not { } state)
        {
            return;
        }

        string other = target.Spec!.States.First(candidate => candidate.Value == state.Value).Name;
        check.Report(
            cast,
            $"The numbers of {source.Type.Name} and {target.Type.Name} mean different states: {state.Name} becomes {other}; map them by name");
    }

    // Also by way of integers, as far as they are in the same expression.
    private static SpecReading? Source(IConversionOperation cast, SpecEnums enums)
    {
        for (IOperation node = cast; node is IConversionOperation { OperatorMethod: null } conversion; node = conversion.Operand)
        {
            if (enums.OfStates(conversion.Operand.Type) is { } spec)
                return spec;
        }

        return null;
    }

    // A state whose number is that of another state there: the one that is cast where that is known, else any.
    private static SpecState? Witness(IConversionOperation cast, SpecReading source, SpecReading target)
    {
        long? known = cast.ConstantValue is { HasValue: true, Value: var constant } ? Constants.Integer(constant) : null;
        return source.Spec!.States.FirstOrDefault(state =>
            (known is null || state.Value == known)
            && target.Spec!.States.FirstOrDefault(other => other.Value == state.Value) is { } other
            && other.Name != state.Name);
    }
}
