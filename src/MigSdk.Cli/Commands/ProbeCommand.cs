using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Spec;
using Spectre.Console;

namespace MigSdk.Cli;

/// <summary><c>mig probe</c>: what a device behind a socket is and can do.</summary>
internal sealed class ProbeCommand : CliCommand
{
    private readonly Argument<string> _socket = SocketArguments.Socket("socket", "The vfio-user server's socket.");

    internal ProbeCommand(CliConsole console)
        : base(
            console,
            "probe",
            "Shows a device's migration features, its state, the transitions that it supports, its regions and interrupts. "
            + "Nothing about the device changes.")
    {
        Add(_socket);
    }

    protected override async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        using DeviceConnection device = await DeviceConnection.OpenAsync(parsed.GetRequiredValue(_socket), cancel);
        DeviceReport report = await DeviceReport.OfAsync(device, cancel);
        if (IsForScripts(parsed))
            Console.Json(Document(report));
        else
            Show(report, report.Migration is null ? null : DevicePlan.Of(device.Backend, cancel));
        return ExitCode.Success;
    }

    private void Show(DeviceReport report, DevicePlan? plan)
    {
        string server = report.IsMigSdkServer ? "a MigSdk server" : "a server without MigSdk's extensions";
        string ids = report.Pci is { } pci
            ? $"PCI device {pci.Vendor}:{pci.Device}, class {pci.Class}"
            : "a device that is not PCI";
        Console.Line($"{report.Socket}: {ids}, behind {server}, at most {Amounts.Bytes(report.MaxTransfer)} a message");
        if (report.Migration is { } migration)
            ShowMigration(migration, plan!);
        else
            Console.Line("It cannot be migrated.");

        Table regions = Tables.Create("Region", "Size", "Access");
        foreach (RegionReport region in report.Regions)
            regions.Row(region.Name, Amounts.Bytes(region.Size), region.Access.ToString().ToLowerInvariant());
        Console.Screen.Write(regions);

        Table irqs = Tables.Create("Interrupt", "Count", "Kind");
        foreach (IrqReport irq in report.Irqs)
            irqs.Row(irq.Name, irq.Count.ToString(), irq.Flags.ToString());
        Console.Screen.Write(irqs);
    }

    private void ShowMigration(MigrationReport migration, DevicePlan plan)
    {
        string size = migration.StopCopyBytes is { } bytes
            ? $", about {Amounts.Bytes(bytes)} to migrate when it stands still"
            : "";
        Console.Line($"Migration: {string.Join(", ", migration.Features)}; in {migration.State}{size}");
        Console.Line();
        Console.Line("Steps of each transition, from the left to the top; - is not supported:");
        Console.Screen.Write(Matrix(plan));
        if (!plan.IsAsPlanned)
            Console.Line("What the device says it supports is not what the spec says of its features; those are marked by !.");
    }

    private static Table Matrix(DevicePlan device)
    {
        int[] states = [.. device.Plan.SupportedStates.Where(state => state != device.Plan.Spec.Error)];
        StateMachineSpec spec = device.Plan.Spec;
        Table table = Tables.Create(["", .. states.Select(state => spec.States[state].Name)]);
        foreach (int from in states)
            table.Row([spec.States[from].Name, .. states.Select(to => Cell(device, from, to))]);
        return table;
    }

    private static string Cell(DevicePlan device, int from, int to)
    {
        bool isOwn = device.IsOwn(from, to);
        string mark = isOwn == device.Plan.IsSupported(from, to) ? "" : "!";
        return (isOwn ? device.Plan.GetPath(from, to).Length.ToString() : "-") + mark;
    }

    private static object Document(DeviceReport report) => new
    {
        report.Socket,
        report.IsMigSdkServer,
        report.MaxTransfer,
        CanReset = report.Flags.HasFlag(Uapi.DeviceInfoFlags.Reset),
        report.Pci,
        Migration = report.Migration is not { } migration ? null : new
        {
            migration.Features,
            State = migration.State.ToString(),
            migration.StopCopyBytes,
            Transitions = migration.Transitions
                .Select(pair => new PairDocument(pair.From.ToString(), pair.To.ToString()))
                .ToArray(),
        },
        Regions = report.Regions.Select(region =>
            new { region.Index, region.Name, region.Size, Access = Words(region.Access) }),
        Irqs = report.Irqs.Select(irq => new { irq.Index, irq.Name, irq.Count, Flags = Words(irq.Flags) }),
    };

    private static IEnumerable<string> Words(System.Enum flags) => flags.ToString() is "None"
        ? []
        : flags.ToString().Split(", ").Select(word => char.ToLowerInvariant(word[0]) + word[1..]);
}
