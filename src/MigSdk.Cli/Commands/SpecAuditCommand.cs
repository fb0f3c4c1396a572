using System.Collections.Immutable;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Spec;

namespace MigSdk.Cli;

/// <summary><c>mig spec audit</c>: what is wrong with specs, and what drivers owe them.</summary>
internal sealed class SpecAuditCommand : CliCommand
{
    private readonly Argument<string[]> _specs = new("spec")
    {
        HelpName = "spec",
        Description = $"What to audit: {SpecArguments.Forms}. Of a file without a name: everything that is in it.",
        Arity = ArgumentArity.OneOrMore,
    };

    internal SpecAuditCommand(CliConsole console)
        : base(console, "audit", "Finds what is wrong with specs in themselves, and the arcs that drivers do not handle.")
    {
        Add(_specs);
        _specs.Offer(context => SpecArguments.Offers(context.WordToComplete));
    }

    protected override Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        ImmutableArray<Result> results =
        [
            .. parsed.GetRequiredValue(_specs).SelectMany(text => SpecFinder.FindAll(text, cancel)).Select(Audit),
        ];
        if (IsForScripts(parsed))
            Console.Json(results);
        else
            Show(results);
        bool isSound = results.All(result => result.Findings.IsEmpty);
        return Task.FromResult(isSound ? ExitCode.Success : ExitCode.AuditFindings);
    }

    // A driver's spec is audited too: with a faulty one, the driver's plan is not what its author means.
    private static Result Audit(SpecTarget target) => new(
        target.Name,
        target.IsDriver ? "driver" : "spec",
        [
            .. target.Faults.Select(message => new Finding(target.IsDriver ? "Driver" : "Declaration", message)),
            .. Auditor.Audit(target.Spec).Select(finding => new Finding(finding.Kind.ToString(), finding.Message)),
        ]);

    private void Show(ImmutableArray<Result> results)
    {
        foreach (Result result in results)
        {
            Console.Line(result.Findings.Length switch
            {
                0 => $"{result.Name}: sound",
                1 => $"{result.Name}: 1 finding",
                int count => $"{result.Name}: {count} findings",
            });
            foreach (Finding finding in result.Findings)
                Console.Line($"  {finding.Kind}: {finding.Message}");
        }
    }

    private sealed record Result(string Name, string Kind, ImmutableArray<Finding> Findings);

    private sealed record Finding(string Kind, string Message);
}
