using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Spec;

namespace MigSdk.Cli;

/// <summary><c>mig spec graph</c>: a spec as a drawing's text.</summary>
internal sealed class SpecGraphCommand : CliCommand
{
    private const string Mermaid = "mermaid";
    private const string Dot = "dot";

    private readonly Argument<string> _spec = SpecArguments.Spec("spec", "The spec, or the driver whose spec is drawn");
    private readonly Option<string> _format = new("--format", "-f")
    {
        Description = "The language of the drawing: Mermaid's stateDiagram-v2, or Graphviz' DOT.",
        DefaultValueFactory = _ => Mermaid,
    };

    internal SpecGraphCommand(CliConsole console)
        : base(console, "graph", "Writes a spec as a Mermaid or Graphviz drawing.")
    {
        _format.AcceptOnlyFromAmong(Mermaid, Dot);
        Add(_spec);
        Add(_format);
    }

    protected override Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        SpecTarget target = SpecFinder.FindOne(parsed.GetRequiredValue(_spec), Preference.Spec, cancel);
        string format = parsed.GetRequiredValue(_format);
        string text = format == Dot ? DotGraph.Render(target.Spec) : MermaidDiagram.Render(target.Spec);
        if (IsForScripts(parsed))
            Console.Json(new { Spec = target.Spec.Name, Format = format, Text = text });
        else
            Console.Output.Write(text);
        return Task.FromResult(ExitCode.Success);
    }
}
