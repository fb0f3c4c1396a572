using System.Collections.Generic;
using System.Linq;
using MigSdk.Spec;
using MigSdk.Symbols;

namespace MigSdk.Generators;

/// <summary>Writes one method an arc, which calls the handlers, and what the engine asks of the driver.</summary>
internal static class StepsEmitter
{
    internal static string InterfaceOf(EmitContext context) => context.IsAsynchronous
        ? $"global::MigSdk.Engine.IAsynchronousSteps<{context.StateType}>"
        : $"global::MigSdk.Engine.ISynchronousSteps<{context.StateType}>";

    internal static void Emit(CodeWriter code, EmitContext context)
    {
        foreach (StepModel step in context.Steps)
        {
            EmitStep(code, context, step);
            code.Line();
        }

        EmitDispatcher(code, context);
        code.Line();
        EmitFacts(code, context);
    }

    /// <summary>The nested switch over the arcs: what stands in a case is the caller's.</summary>
    internal static void EmitArcSwitch(
        CodeWriter code, EmitContext context, string from, string to, IEnumerable<StepModel> steps, System.Func<StepModel, string[]> body)
    {
        using (code.Braces($"switch ({from})"))
        {
            foreach (IGrouping<int, StepModel> leaving in steps.GroupBy(step => step.Arc.From))
            {
                using (code.Indent($"case {context.Member(leaving.Key)}:"))
                {
                    using (code.Braces($"switch ({to})"))
                    {
                        foreach (StepModel step in leaving)
                        {
                            using (code.Indent($"case {context.Member(step.Arc.To)}:"))
                            {
                                foreach (string line in body(step))
                                    code.Line(line);
                            }
                        }
                    }

                    code.Line("break;");
                }
            }
        }
    }

    private static void EmitStep(CodeWriter code, EmitContext context, StepModel step)
    {
        bool isAsynchronous = step.Calls.Any(call => call.Handler.IsAsynchronous);
        string what = step.Arc.Opens is { } opened ? $", opens the {opened.ToLowerInvariant()} session"
            : step.Arc.Closes is { } closed ? $", closes the {closed.ToLowerInvariant()} session"
            : "";
        code.Line($"// {context.Name(step.Arc.From)} -> {context.Name(step.Arc.To)}{what}");
        code.Line(DriverEmitter.Stamp);
        string head = (context.IsAsynchronous, isAsynchronous) switch
        {
            (false, _) => $"private void {step.Name}(in {context.StepType} step)",
            (true, false) => $"private global::System.Threading.Tasks.ValueTask {step.Name}({context.StepType} step)",
            (true, true) => $"private async global::System.Threading.Tasks.ValueTask {step.Name}({context.StepType} step)",
        };
        using (code.Braces(head))
        {
            foreach (StepCall call in step.Calls)
                code.Line(Call(call, "step.From, step.To, step.Target"));
            if (!step.IsHandled)
            {
                // The analyzers report it; who turns that off learns it when the arc is taken.
                code.Line("throw new global::MigSdk.MigrationException(");
                code.Line("    global::MigSdk.Errno.EOPNOTSUPP,");
                code.Line($"    \"{context.Model.Type.Name} has no handler for {context.Name(step.Arc.From)} -> {context.Name(step.Arc.To)}.\");");
            }
            else if (context.IsAsynchronous && !isAsynchronous)
            {
                code.Line("return default;");
            }
        }
    }

    /// <summary>The step's handlers without a step, for arcs that are taken in place.</summary>
    internal static IEnumerable<string> CallsInPlace(StepModel step) =>
        step.Calls.Select(call => Call(call, "from, target, target"));

    private static string Call(StepCall call, string context)
    {
        HandlerCall handler = call.Handler;
        string session = call.UsesOpened ? "Opened" : "Session";
        IEnumerable<string> arguments = handler.Parameters.Select(parameter => parameter.Kind switch
        {
            HandlerParameterKind.Session => $"step.{session}<{parameter.Type}>()",
            HandlerParameterKind.Cancellation => "step.CancellationToken",
            _ => $"new {parameter.Type}({context})",
        });
        string expression = $"{handler.Target}({string.Join(", ", arguments)})";
        if (handler.IsAsynchronous)
            expression = $"await {expression}.ConfigureAwait(false)";
        return handler.ReturnsSession ? $"step.Open({expression});" : $"{expression};";
    }

    private static void EmitDispatcher(CodeWriter code, EmitContext context)
    {
        code.Line(DriverEmitter.Stamp);
        string head = context.IsAsynchronous
            ? $"global::System.Threading.Tasks.ValueTask {InterfaceOf(context)}.TakeAsync({context.StepType} step)"
            : $"void {InterfaceOf(context)}.Take(in {context.StepType} step)";
        using (code.Braces(head))
        {
            if (context.Steps.Count > 0)
            {
                EmitArcSwitch(code, context, "step.From", "step.To", context.Steps, step => context.IsAsynchronous
                    ? [$"return {step.Name}(step);"]
                    : [$"{step.Name}(in step);", "return;"]);
                code.Line();
            }

            code.Line($"throw new global::System.InvalidOperationException($\"{{step.From}} -> {{step.To}} is no arc of {context.Model.Type.Name}.\");");
        }
    }

    private static void EmitFacts(CodeWriter code, EmitContext context)
    {
        string state = context.StateType;
        string engine = $"global::MigSdk.Engine.IStateMachineSteps<{state}>";
        code.Line(DriverEmitter.Stamp);
        code.Line($"global::System.ReadOnlySpan<{state}> {engine}.PathOf({state} current, {state} target) => GetPath(current, target);");
        code.Line();
        code.Line(DriverEmitter.Stamp);
        EmitLookup(code, context, $"global::MigSdk.SessionKind {engine}.SessionOf({state} state)", "global::MigSdk.SessionKind.None",
            spec => spec.Group is { } group ? $"global::MigSdk.SessionKind.{group}" : null);
        code.Line();
        code.Line(DriverEmitter.Stamp);
        EmitLookup(code, context, $"bool {engine}.IsPreCopy({state} state)", "false", spec => spec.IsPreCopy ? "true" : null);
        code.Line();
        code.Line(DriverEmitter.Stamp);
        using (code.Braces($"void {engine}.ResetDevice()"))
        {
            if (context.Model.ResetHook is { } hook)
                code.Line($"{hook}();");
        }
    }

    private static void EmitLookup(
        CodeWriter code, EmitContext context, string head, string otherwise, System.Func<SpecState, string?> valueOf)
    {
        int[] states = [.. context.Indexing.States.Where(state => valueOf(context.Spec.States[state]) is not null)];
        if (states.Length == 0)
        {
            code.Line($"{head} => {otherwise};");
            return;
        }

        using (code.Braces(head))
        {
            using (code.Braces("switch (state)"))
            {
                foreach (int state in states)
                    code.Line($"case {context.Member(state)}: return {valueOf(context.Spec.States[state])};");
                code.Line($"default: return {otherwise};");
            }
        }
    }
}
