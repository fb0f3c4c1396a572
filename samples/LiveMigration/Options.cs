using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using System.Threading;
using System.Threading.Tasks;

namespace Samples.LiveMigration;

/// <summary>The command line.</summary>
internal sealed class Options
{
    private const int Never = -1;

    private readonly Option<string> _driver = new("--driver")
    {
        Description = "The driver of both ends.",
        DefaultValueFactory = _ => "mlx5",
    };

    private readonly Option<int> _memory =
        Number("--memory", "MiB", "The size of the device's memory in MiB.", 64, 1, 1024);

    private readonly Option<double> _dirtyRate = Number(
        "--dirty-rate", "MiB/s", "How much memory the device's work writes; 0 for as much as it can.", 24.0, 0, 1e6);

    private readonly Option<double> _link = Number(
        "--link", "MiB/s", "The bandwidth of the link between the two ends; 0 for no limit.", 64.0, 0, 1e6);

    private readonly Option<int> _downtime = Number(
        "--downtime", "ms", "The downtime target. A driver without dirty tracking cannot heed it.", 20, 0, 60_000);

    private readonly Option<int> _cancelAfter =
        Number("--cancel-after", "ms", "Cancel the migration after so long; -1 for not at all.", Never, Never, 600_000);

    private readonly Option<FaultPoint?> _failAt = new("--fail-at")
    {
        Description = "An arc whose handler fails with EIO, once, such as PRE_COPY_P2P:STOP_COPY@source. "
            + "Without an end: at the end that takes the arc first.",
        HelpName = "FROM:TO[@source|destination]",
        CustomParser = ParseFault,
    };

    internal Options() => _driver.AcceptOnlyFromAmong("mlx5", "hisi_acc", "pds", "minimal");

    internal RootCommand CreateCommand(Func<Settings, CancellationToken, Task<int>> run)
    {
        var command = new RootCommand(
            """
            Migrates a device under load from a source to a destination, and proves that nothing was lost.

            Exit codes: 0 migrated, and all was proved; 1 something was not proved; 2 wrong usage; 3 not migrated, because of
            --fail-at, --cancel-after or Ctrl+C, and it was proved that one side runs without a gap; 4 migrated and proved,
            but what --fail-at or --cancel-after asks for never came to be.
            """)
        {
            _driver, _memory, _dirtyRate, _link, _downtime, _failAt, _cancelAfter,
        };
        command.SetAction((parsed, cancel) => run(Read(parsed), cancel));
        return command;
    }

    private static Option<T> Number<T>(string name, string unit, string description, T standard, T least, T most)
        where T : struct, INumber<T> => new(name)
        {
            Description = $"{description} From {least} to {most}.",
            HelpName = unit,
            DefaultValueFactory = _ => standard,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (T.TryParse(text, CultureInfo.InvariantCulture, out T value) && value >= least && value <= most)
                    return value;
                result.AddError($"{name} must be a number from {least} to {most}, and not '{text}'.");
                return standard;
            },
        };

    private static FaultPoint? ParseFault(ArgumentResult result)
    {
        if (FaultPoint.TryParse(result.Tokens[0].Value, out FaultPoint? fault))
            return fault;
        result.AddError($"'{result.Tokens[0].Value}' is not an arc FROM:TO[@source|destination].");
        return null;
    }

    private Settings Read(ParseResult parsed) => new()
    {
        Driver = parsed.GetValue(_driver)!,
        MemoryMebibytes = parsed.GetValue(_memory),
        DirtyMebibytesPerSecond = parsed.GetValue(_dirtyRate),
        LinkMebibytesPerSecond = parsed.GetValue(_link),
        DowntimeTarget = TimeSpan.FromMilliseconds(parsed.GetValue(_downtime)),
        FailAt = parsed.GetValue(_failAt),
        CancelAfter = parsed.GetValue(_cancelAfter) is var time and not Never ? TimeSpan.FromMilliseconds(time) : null,
    };
}
