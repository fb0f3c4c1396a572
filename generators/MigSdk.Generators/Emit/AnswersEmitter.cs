using System.Collections.Generic;
using System.Linq;
using MigSdk.Spec;

namespace MigSdk.Generators;

/// <summary>Writes the driver's answers: constant data, and the members that look it up.</summary>
internal static class AnswersEmitter
{
    private const int RowBits = 64;

    internal static void EmitMembers(CodeWriter code, EmitContext context)
    {
        string state = context.StateType;
        if (context.Model.FeatureType is { } features)
        {
            long value = context.Plan.Features.Aggregate(0L, (bits, feature) => bits | context.Spec.Features[feature].Value);
            string[] names = [.. context.Plan.Features.Select(feature => context.Spec.Features[feature].Name)];
            code.Line($"/// <summary>What the driver supports: {(names.Length == 0 ? "no feature" : string.Join(", ", names))}.</summary>");
            code.Line(DriverEmitter.Stamp);
            code.Line($"public static {features.Name} Features => unchecked(({features.Name})0x{value:x}UL);");
            code.Line();
        }

        code.Line("/// <summary>Every answer of <see cref=\"ArcSupported(" + state + ", " + state + ")\"/> at once.</summary>");
        code.Line(DriverEmitter.Stamp);
        code.Line($"public static global::MigSdk.TransitionSet<{state}> SupportedTransitions => Answers.SupportedTransitions;");
        code.Line();
        code.Line("/// <summary>");
        code.Line("/// Whether the driver can be asked to go from one state to another: by an arc, by a combination transition, or");
        code.Line("/// because it is there already. Never throws.");
        code.Line("/// </summary>");
        code.Line("/// <param name=\"from\">The state in which the driver would be asked.</param>");
        code.Line("/// <param name=\"to\">The target.</param>");
        code.Line("/// <returns>Whether the transition is supported.</returns>");
        code.Line(DriverEmitter.Stamp);
        using (code.Braces($"public static bool ArcSupported({state} from, {state} to)"))
        {
            EmitSlots(code, context, "from", "to");
            code.Line($"return {InRange(context)} && {Supported(context)};");
        }

        code.Line();
        code.Line("/// <summary>The first state on the way to a target.</summary>");
        code.Line("/// <param name=\"current\">The state in which the driver is.</param>");
        code.Line("/// <param name=\"target\">The state that it shall reach.</param>");
        code.Line("/// <param name=\"next\">The next state; <paramref name=\"current\"/> where it is the target or there is no way.</param>");
        code.Line("/// <returns>Whether the transition is supported.</returns>");
        code.Line(DriverEmitter.Stamp);
        using (code.Braces($"public static bool TryGetNextState({state} current, {state} target, out {state} next)"))
        {
            EmitSlots(code, context, "current", "target");
            using (code.Braces($"if ({InRange(context)} && {Supported(context)})"))
            {
                code.Line($"int pair = (int)row * {context.Indexing.Width} + (int)column;");
                code.Line("next = Answers.PathLengths[pair] == 0 ? current : Answers.Paths[Answers.PathStarts[pair]];");
                code.Line("return true;");
            }

            code.Line();
            code.Line("next = current;");
            code.Line("return false;");
        }

        code.Line();
        code.Line("/// <summary>The states after <paramref name=\"current\"/> on the way to a target, the target last.</summary>");
        code.Line("/// <param name=\"current\">The state in which the driver is.</param>");
        code.Line("/// <param name=\"target\">The state that it shall reach.</param>");
        code.Line("/// <returns>Constant data; empty for a state onto itself and for what is not supported.</returns>");
        Docs.EmitPathTable(code, context);
        code.Line(DriverEmitter.Stamp);
        using (code.Braces($"public static global::System.ReadOnlySpan<{state}> GetPath({state} current, {state} target)"))
        {
            EmitSlots(code, context, "current", "target");
            code.Line($"if (!({InRange(context)}))");
            code.Line("    return default;");
            code.Line($"int pair = (int)row * {context.Indexing.Width} + (int)column;");
            code.Line("return Answers.Paths.Slice(Answers.PathStarts[pair], Answers.PathLengths[pair]);");
        }
    }

    internal static void EmitData(CodeWriter code, EmitContext context)
    {
        StateIndexing indexing = context.Indexing;
        var pool = new PathPool(context.Plan);
        var starts = new int[indexing.Width * indexing.Width];
        var lengths = new int[starts.Length];
        foreach (int from in indexing.States)
        {
            foreach (int to in indexing.States)
            {
                int pair = (indexing.SlotOf(from) * indexing.Width) + indexing.SlotOf(to);
                (starts[pair], lengths[pair]) = pool.SliceOf(from, to);
            }
        }

        string state = context.StateType;
        code.Line("/// <summary>The answers as constant data. Rows and columns are states by value.</summary>");
        code.Line(DriverEmitter.Stamp);
        using (code.Braces("private static class Answers"))
        {
            int words = Words(context);
            string layout = words == 1 ? "Bit n of a row" : $"A row is {words} words; its bit n";
            code.Line($"// {layout} tells whether the state in column n is supported as a target.");
            EmitTable(code, "ulong", "Supported", indexing.Width, Rows(context));
            code.Line();
            code.Line("// The paths, one after the other; a path may be a part of another one.");
            EmitTable(code, state, "Paths", 4, pool.States.Select(context.Member));
            code.Line();
            code.Line("// Where the path of [row, column] lies in Paths.");
            EmitTable(code, IntegerType(starts), "PathStarts", indexing.Width, starts.Select(start => start.ToString()));
            code.Line();
            EmitTable(code, IntegerType(lengths), "PathLengths", indexing.Width, lengths.Select(length => length.ToString()));
            code.Line();
            code.Line($"internal static readonly global::MigSdk.TransitionSet<{state}> SupportedTransitions =");
            code.Line("    global::MigSdk.Engine.SupportedPairs.Of(");
            code.Line($"        new {state}[]");
            code.Line("        {");
            foreach (int index in indexing.States)
                code.Line($"            {context.Member(index)},");
            code.Line("        },");
            code.Line("        ArcSupported);");
            if (!indexing.IsDense)
                EmitRanks(code, context);
        }
    }

    private static void EmitRanks(CodeWriter code, EmitContext context)
    {
        code.Line();
        code.Line("// The values are far apart, so a state's row is its rank.");
        using (code.Braces($"internal static uint SlotOf({context.StateType} state)"))
        {
            using (code.Braces("switch (state)"))
            {
                foreach (int state in context.Indexing.States)
                    code.Line($"case {context.Member(state)}: return {context.Indexing.SlotOf(state)};");
                code.Line("default: return uint.MaxValue;");
            }
        }
    }

    private static void EmitSlots(CodeWriter code, EmitContext context, string row, string column)
    {
        string type = context.Indexing.IsDense && context.Model.StateType.Is64Bit ? "ulong" : "uint";
        code.Line($"{type} row = {Slot(context, row)};");
        code.Line($"{type} column = {Slot(context, column)};");
    }

    private static string Slot(EmitContext context, string state)
    {
        if (!context.Indexing.IsDense)
            return $"Answers.SlotOf({state})";
        string type = context.Model.StateType.Is64Bit ? "ulong" : "uint";
        long smallest = context.Indexing.Smallest;
        if (smallest == 0)
            return $"unchecked(({type}){state})";
        string suffix = context.Model.StateType.Is64Bit ? "UL" : "U";
        return smallest < 0
            ? $"unchecked(({type}){state} + {unchecked((ulong)-smallest)}{suffix})"
            : $"unchecked(({type}){state} - {smallest}{suffix})";
    }

    private static string InRange(EmitContext context) =>
        $"row < {context.Indexing.Width} && column < {context.Indexing.Width}";

    private static string Supported(EmitContext context)
    {
        int words = Words(context);
        return words == 1
            ? "((Answers.Supported[(int)row] >> (int)column) & 1) != 0"
            : $"((Answers.Supported[(int)row * {words} + (int)column / {RowBits}] >> ((int)column % {RowBits})) & 1) != 0";
    }

    private static int Words(EmitContext context) => (context.Indexing.Width + RowBits - 1) / RowBits;

    private static IEnumerable<string> Rows(EmitContext context)
    {
        int words = Words(context);
        var rows = new ulong[context.Indexing.Width * words];
        foreach (StatePair pair in context.Plan.SupportedTransitions)
        {
            if (!context.Indexing.HasSlot(pair.From) || !context.Indexing.HasSlot(pair.To))
                continue;
            int column = context.Indexing.SlotOf(pair.To);
            rows[(context.Indexing.SlotOf(pair.From) * words) + (column / RowBits)] |= 1UL << (column % RowBits);
        }

        return rows.Select(row => $"0x{row:x}UL");
    }

    private static string IntegerType(int[] values)
    {
        int largest = values.Length == 0 ? 0 : values.Max();
        return largest <= byte.MaxValue ? "byte" : largest <= ushort.MaxValue ? "ushort" : "int";
    }

    private static void EmitTable(CodeWriter code, string type, string name, int lineLength, IEnumerable<string> items)
    {
        code.Line($"internal static global::System.ReadOnlySpan<{type}> {name} => new {type}[]");
        code.Line("{");
        var line = new List<string>();
        foreach (string item in items)
        {
            line.Add(item);
            if (line.Count < lineLength)
                continue;
            code.Line($"    {string.Join(", ", line)},");
            line.Clear();
        }

        if (line.Count > 0)
            code.Line($"    {string.Join(", ", line)},");
        code.Line("};");
    }
}
