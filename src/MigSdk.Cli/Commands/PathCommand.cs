using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Cli;

/// <summary><c>mig path</c>: which states a device goes through on its way, or why there is none.</summary>
internal sealed class PathCommand : CliCommand
{
    private readonly Argument<string> _device = SpecArguments.Spec(
        "device", "A vfio-user server's socket, which is asked what its device supports; or a driver or spec");

    private readonly Argument<string> _from;
    private readonly Argument<string> _to;

    internal PathCommand(CliConsole console)
        : base(
            console,
            "path",
            "Shows the states between two states, or why there is no way and what can be asked for instead. "
            + $"Ends with {(int)ExitCode.NoPath} where the transition is not supported.")
    {
        _from = SpecArguments.State("from", "The start state, by name or value; PRE_COPY and PreCopy are one.", _device);
        _to = SpecArguments.State("to", "The target state.", _device);
        Add(_device);
        Add(_from);
        Add(_to);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        string device = parsed.GetRequiredValue(_device);
        (PathAnswer answer, string who) = DeviceConnection.IsSocket(device)
            ? await OfDeviceAsync(device, parsed, cancel)
            : OfSpec(device, parsed, cancel);
        if (IsForScripts(parsed))
        {
            Console.Json(PathReport.Document(answer, who));
        }
        else
        {
            foreach (string line in PathReport.Lines(answer, who))
                Console.Line(line);
        }

        return answer.WhyNot is null ? ExitCode.Success : ExitCode.NoPath;
    }

    private (PathAnswer Answer, string Who) OfSpec(string device, ParseResult parsed, CancellationToken cancel)
    {
        SpecTarget target = SpecFinder.FindOne(device, Preference.Driver, cancel);
        string who = target.IsDriver ? target.Name : $"a driver of {target.Spec.Name}";
        (int from, int to) = StatesOf(parsed, target.Spec);
        return (PathAnswer.Of(target.Plan, who, from, to), who);
    }

    private async Task<(PathAnswer Answer, string Who)> OfDeviceAsync(
        string socket, ParseResult parsed, CancellationToken cancel)
    {
        using DeviceConnection device = await DeviceConnection.OpenAsync(socket, cancel);
        if (device.Backend.Features == MigrationFeatures.None)
            throw new CliException(ExitCode.Refused, $"The device at {socket} cannot be migrated: it has no states.");
        DevicePlan plan = DevicePlan.Of(device.Backend, cancel);
        (int from, int to) = StatesOf(parsed, plan.Plan.Spec);
        PathAnswer answer = PathAnswer.Of(plan.Plan, socket, from, to);
        // A device knows best what it supports, and a foreign one may support less than its features promise.
        if (answer.WhyNot is null && !plan.IsOwn(from, to))
            answer = answer with { WhyNot = "the device itself says so, though the spec has it for its features" };
        return (answer, socket);
    }

    private (int From, int To) StatesOf(ParseResult parsed, Spec.StateMachineSpec spec) =>
        (StateNames.Find(spec, parsed.GetRequiredValue(_from)), StateNames.Find(spec, parsed.GetRequiredValue(_to)));
}
