using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Spec;

namespace MigSdk.Cli;

/// <summary><c>mig state</c>: the state of a device, and another one on request.</summary>
internal sealed class StateCommand : CliCommand
{
    private readonly Argument<string> _socket = SocketArguments.Socket("socket", "The vfio-user server's socket.");

    private readonly Argument<string?> _target = new("target")
    {
        HelpName = "target",
        Description = "The state to go to, by name or value. One without a stream: whoever holds a stream is 'mig migrate'.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _reset = new("--reset")
    {
        Description = "Reset the device. It runs then, without what it held.",
    };

    internal StateCommand(CliConsole console)
        : base(
            console,
            "state",
            "Shows the state of a device, or brings the device to another one: after a failed migration, say, the source back "
            + "to Running.")
    {
        Add(_socket);
        Add(_target);
        Add(_reset);
        Validators.Add(Validate);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        using DeviceConnection device = await DeviceConnection.OpenAsync(parsed.GetRequiredValue(_socket), cancel);
        if (device.Backend.Features == MigrationFeatures.None)
        {
            throw new CliException(
                ExitCode.Refused, $"The device at {parsed.GetRequiredValue(_socket)} cannot be migrated: it has no states.");
        }

        MigrationState before = await device.Backend.GetStateAsync(cancel);
        if (parsed.GetValue(_reset))
            await device.Backend.ResetAsync(cancel);
        else if (parsed.GetValue(_target) is { } target)
            await device.Backend.SetStateAsync(Target(device, before, target, cancel), cancel);

        MigrationState now = await device.Backend.GetStateAsync(cancel);
        if (IsForScripts(parsed))
            Console.Json(new { Before = before.ToString(), State = now.ToString() });
        else
            Console.Line(now.ToString());
        return ExitCode.Success;
    }

    private static MigrationState Target(DeviceConnection device, MigrationState from, string text, CancellationToken cancel)
    {
        DevicePlan plan = DevicePlan.Of(device.Backend, cancel);
        StateMachineSpec spec = plan.Plan.Spec;
        int target = StateNames.Find(spec, text);
        if (spec.States[target].Group is { } group)
        {
            throw new CliException(
                ExitCode.Usage,
                $"{spec.States[target].Name} opens the {group} stream, which would end with this command. Use mig migrate.");
        }

        MigrationState state = plan.StateAt(target);
        if (!plan.Own.Contains(from, state))
        {
            string why = WhyUnsupported.Explain(plan.Plan, device.Client.Name, IndexOf(spec, from), target);
            throw new CliException(ExitCode.NoPath, $"{from} -> {state} is not supported: {why}.");
        }

        return state;
    }

    private static int IndexOf(StateMachineSpec spec, MigrationState state) =>
        Enumerable.Range(0, spec.States.Length).First(index => spec.States[index].Value == (long)state);

    private void Validate(CommandResult result)
    {
        if (result.GetResult(_target) is { Tokens.Count: > 0 } && result.GetValue(_reset))
            result.AddError("Say either a state or --reset.");
    }
}
