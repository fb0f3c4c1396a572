using System.Collections.Immutable;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Spectre.Console;

namespace MigSdk.Cli;

/// <summary><c>mig spec list</c>: which specs and drivers there are.</summary>
internal sealed class SpecListCommand : CliCommand
{
    private readonly Argument<string?> _place = new("file")
    {
        HelpName = "file",
        Description = "An assembly or a MigSpec.*.txt file. Without it: the built-in specs.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    internal SpecListCommand(CliConsole console)
        : base(console, "list", "Lists the built-in specs, or the specs and drivers of a file.")
    {
        Add(_place);
        _place.Offer(context => SpecArguments.Offers(context.WordToComplete));
    }

    protected override Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        ImmutableArray<Row> rows = parsed.GetValue(_place) is { } place ? RowsOf(place, cancel) : BuiltIn();
        if (IsForScripts(parsed))
        {
            Console.Json(rows);
            return Task.FromResult(ExitCode.Success);
        }

        Table table = Tables.Create("Name", "Kind", "");
        foreach (Row row in rows)
            table.Row(row.Name, row.Kind, row.Description);
        Console.Screen.Write(table);
        return Task.FromResult(ExitCode.Success);
    }

    private static ImmutableArray<Row> BuiltIn() =>
        [.. BuiltInSpecs.Descriptions.Select(spec => new Row(spec.Name, "spec", spec.Description))];

    private static ImmutableArray<Row> RowsOf(string place, CancellationToken cancel) =>
        [.. SpecFinder.ItemsOf(SpecReference.Parse(place), cancel).Select(RowOf)];

    private static Row RowOf(AssemblyItem item) => new(
        item.Name,
        item.IsDriver ? "driver" : "spec",
        item.Target is not { } target ? $"cannot be planned: {item.Failure}" : Summary(target));

    private static string Summary(SpecTarget target)
    {
        string features = string.Join(", ", FeatureNames.Of(target.Spec, target.Plan.Features));
        return target.IsDriver
            ? $"of {target.Spec.Name}{(features.Length > 0 ? $", with {features}" : "")}"
            : $"{target.Spec.States.Length} states, {target.Spec.Arcs.Length} arcs";
    }

    private sealed record Row(string Name, string Kind, string Description);
}
