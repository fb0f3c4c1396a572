using System.Linq;

namespace MigSdk.Generators;

/// <summary>Writes the driver's state and the members that change it.</summary>
internal static class TransitionsEmitter
{
    internal static void Emit(CodeWriter code, EmitContext context)
    {
        string state = context.StateType;
        string initial = context.Member(context.Spec.Initial);
        string error = context.Spec.Error is { } index ? context.Member(index) : "null";
        string policy = context.Model.FailurePolicy == 1 ? "RestoreStart" : "StopWhereFailed";
        code.Line(DriverEmitter.Stamp);
        code.Line($"private readonly global::MigSdk.Engine.StateMachineCore<{state}> _stateMachine = new(");
        code.Line($"    initial: {initial},");
        code.Line($"    error: {error},");
        code.Line($"    policy: global::MigSdk.FailurePolicy.{policy},");
        code.Line($"    singleThreaded: {(context.Model.IsSingleThreaded ? "true" : "false")});");
        code.Line();
        code.Line("/// <summary>The state in which the driver is. Can be read at any time from any thread and never blocks.</summary>");
        code.Line(DriverEmitter.Stamp);
        code.Line($"public {state} State => _stateMachine.State;");
        code.Line();
        if (context.HasSessions)
        {
            EmitStopCopyLength(code, context);
            code.Line();
        }

        if (!context.IsAsynchronous)
        {
            EmitSetState(code, context);
            code.Line();
        }

        EmitSetStateAsync(code, context);
        code.Line();
        EmitReset(code, context);
    }

    private static void EmitStopCopyLength(CodeWriter code, EmitContext context)
    {
        string hook = context.Model.StopCopyLengthHook is { } name ? $"{name}()" : "null";
        code.Line("/// <summary>The driver's estimate, in bytes, of its stream in STOP_COPY; null where it gives none.</summary>");
        code.Line(DriverEmitter.Stamp);
        code.Line($"public long? StopCopyLength => {hook};");
    }

    private static void EmitSetState(CodeWriter code, EmitContext context)
    {
        string state = context.StateType;
        StepModel[] inPlace = [.. context.Steps.Where(step => step.CanBeTakenInPlace(context.Spec))];
        string result = context.HasSessions ? "return " : "";
        code.Line("/// <summary>Carries out the transition to a target, after those that were asked for before it.</summary>");
        EmitTransitionDocs(code, context, isCancellable: false);
        code.Line(DriverEmitter.Stamp);
        using (code.Braces($"public {(context.HasSessions ? "global::MigSdk.MigrationSession?" : "void")} SetState({state} target)"))
        {
            EmitThreadCheck(code, context);
            if (inPlace.Length == 0)
            {
                code.Line($"{result}_stateMachine.SetState(this, target);");
                return;
            }

            code.Line("if (!_stateMachine.TryEnter())");
            EmitReturn(code, context, "_stateMachine.SetState(this, target)");
            code.Line();
            code.Line("// An arc without a session is taken right here; everything else is a walk.");
            code.Line($"{state} from = _stateMachine.State;");
            using (code.Braces("try"))
            {
                StepsEmitter.EmitArcSwitch(code, context, "from", "target", inPlace, step =>
                    [.. StepsEmitter.CallsInPlace(step), "goto Taken;"]);
                code.Line();
                code.Line("goto Walk;");
            }

            using (code.Braces("catch (global::System.Exception cause)"))
            {
                code.Line($"{result}_stateMachine.Fail(this, from, target, cause);");
                if (!context.HasSessions)
                    code.Line("return;");
            }

            code.Line();
            code.Line("Taken:");
            code.Line("_stateMachine.Complete(this, from, target);");
            code.Line(context.HasSessions ? "return null;" : "return;");
            code.Line();
            code.Line("Walk:");
            code.Line($"{result}_stateMachine.WalkInside(this, target);");
        }
    }

    private static void EmitReturn(CodeWriter code, EmitContext context, string expression)
    {
        if (context.HasSessions)
        {
            code.Line($"    return {expression};");
            return;
        }

        code.Line("{");
        code.Line($"    {expression};");
        code.Line("    return;");
        code.Line("}");
    }

    private static void EmitSetStateAsync(CodeWriter code, EmitContext context)
    {
        string state = context.StateType;
        const string task = "global::System.Threading.Tasks.ValueTask";
        const string token = "global::System.Threading.CancellationToken";
        const string sessionTask = task + "<global::MigSdk.MigrationSession?>";
        code.Line("/// <summary>Carries out the transition to a target, after those that were asked for before it.</summary>");
        EmitTransitionDocs(code, context, isCancellable: true);
        code.Line(DriverEmitter.Stamp);
        string parameters = $"({state} target, {token} cancel = default)";
        if (context.HasSessions)
        {
            using (code.Braces($"public {sessionTask} SetStateAsync{parameters}"))
            {
                EmitThreadCheck(code, context);
                code.Line("return _stateMachine.SetStateAsync(this, target, cancel);");
            }

            return;
        }

        using (code.Braces($"public async {task} SetStateAsync{parameters}"))
        {
            EmitThreadCheck(code, context);
            code.Line("await _stateMachine.SetStateAsync(this, target, cancel).ConfigureAwait(false);");
        }

        code.Line();
        code.Line(DriverEmitter.Stamp);
        using (code.Braces(
            $"{sessionTask} global::MigSdk.IStateMachineDriver<{state}>.SetStateAsync({state} target, {token} cancel)"))
        {
            EmitThreadCheck(code, context);
            code.Line("return _stateMachine.SetStateAsync(this, target, cancel);");
        }
    }

    private static void EmitTransitionDocs(CodeWriter code, EmitContext context, bool isCancellable)
    {
        code.Line("/// <param name=\"target\">The state to reach. The current state is a target too and does nothing.</param>");
        if (isCancellable)
            code.Line("/// <param name=\"cancel\">Stops the walk after the step that is in flight, and tells its handler so.</param>");
        if (context.HasSessions)
            code.Line("/// <returns>The session that this call opened and that is still open, else null.</returns>");
        code.Line("/// <exception cref=\"global::MigSdk.TransitionException{TState}\">");
        code.Line("/// EINVAL where the transition is not supported (nothing has changed); ECANCELED after cancellation or a reset;");
        code.Line("/// EDEADLK where a handler of this driver asks; otherwise the errno of the handler that failed.");
        code.Line("/// </exception>");
        string path = $"GetPath({context.StateType}, {context.StateType})";
        code.Line($"/// <remarks>Which way it goes is listed at <see cref=\"{path}\"/>.</remarks>");
    }

    private static void EmitReset(CodeWriter code, EmitContext context)
    {
        code.Line("/// <summary>");
        code.Line($"/// Brings the driver back to {context.Name(context.Spec.Initial)} from any state. Can be called from any thread at any time and");
        code.Line("/// never blocks; a transition in flight stops after the handler that is running and reports ECANCELED.");
        code.Line("/// </summary>");
        code.Line(DriverEmitter.Stamp);
        using (code.Braces("public void Reset()"))
        {
            EmitThreadCheck(code, context);
            code.Line("_stateMachine.Reset(this);");
        }

        code.Line();
        code.Line("/// <summary>As <see cref=\"Reset()\"/>, and completes when the reset has taken effect.</summary>");
        code.Line($"/// <returns>A task that completes when the driver is in {context.Name(context.Spec.Initial)}.</returns>");
        code.Line(DriverEmitter.Stamp);
        using (code.Braces("public global::System.Threading.Tasks.ValueTask ResetAsync()"))
        {
            EmitThreadCheck(code, context);
            code.Line("return _stateMachine.ResetAsync(this);");
        }
    }

    private static void EmitThreadCheck(CodeWriter code, EmitContext context)
    {
        // With asynchronous handlers the thread changes across awaits; there the engine itself sees overlapping use.
        if (!context.Model.IsSingleThreaded || context.IsAsynchronous)
            return;
        code.Line("#if DEBUG");
        code.Line("_stateMachine.VerifyThread();");
        code.Line("#endif");
    }
}
