using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using MigSdk.Symbols;

namespace MigSdk.Analyzers;

/// <summary>MIG3002: what a program does depends on no answer that can only be no.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConstantAnswerRule() : UseRule(Descriptor, OperationKind.Invocation)
{
    private static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.ConstantAnswer,
        "The answer to a question about a transition is always the same",
        "{0}",
        RuleCategories.Use,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.Of(RuleIds.ConstantAnswer));

    private protected override void Check(UseCheck check)
    {
        var call = (IInvocationOperation)check.Operation;
        if (Question.TryRead(call, check.Cancel) is not { } question || question.ReasonFor(question.Driver) is not { } reason)
            return;

        bool isPath = call.TargetMethod.Name == GeneratedNames.GetPath;
        string? told = AnswerFlow.Of(call, isPath ? null : false, check.Cancel) switch
        {
            AnswerFate.Decides => reason,
            AnswerFate.HandedOn => question.ReasonFor(question.Driver.AsAnyDriver),
            AnswerFate.Dropped when question.HasReadState(check.Cancel) => reason,
            _ => null,
        };
        if (told is not null)
            check.Report(call, $"{call.TargetMethod.Name} is always {(isPath ? "empty" : "false")} here: {told}");
    }
}
