using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Spectre.Console.Testing;
using Xunit;

namespace MigSdk.Cli.Tests;

public sealed class MigrateTests
{
    [Theory]
    [InlineData("stopcopy")]
    [InlineData("p2p")]
    [InlineData("precopy")]
    [InlineData("p2p,precopy")]
    public async Task A_working_device_is_migrated_between_two_servers(string features)
    {
        await using Served source = await Served.StartAsync("--features", features, "--size", "1", "--load", "4");
        await using Served destination = await Served.StartAsync("--features", features, "--size", "1");

        string output = await Mig.OutputOfAsync("migrate", source.Socket, destination.Socket);

        string[] lines = output.TrimEnd().Split('\n');
        Assert.Equal($"{source.Socket} -> {destination.Socket}", lines[0]);
        Assert.Equal(features.Contains("precopy"), lines.Contains("  PreCopy"));
        Assert.Matches(
            @"^Migrated [1-9]\d*\.\d MiB in .*, \d+ rounds?, downtime .*\. The destination runs, the source is stopped\.$", lines[^1]);
        Assert.Equal(("Stop", "Running"), (await source.StateAsync(), await destination.StateAsync()));
    }

    [Fact]
    public async Task Scripts_get_a_document_a_line_and_the_last_one_is_the_end()
    {
        await using Served source = await Served.StartAsync("--size", "1", "--load", "4");
        await using Served destination = await Served.StartAsync("--size", "1");

        MigRun run = await Mig.RunAsync("migrate", source.Socket, destination.Socket, "--json");

        Assert.Equal((ExitCode.Success, ""), (run.Code, run.Error));
        JsonElement[] lines = [.. run.Output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.All(lines[..^1], line => Assert.Equal("progress", line.GetProperty("event").GetString()));
        Assert.Contains(lines, line => line.TryGetProperty("phase", out JsonElement phase) && phase.GetString() == "preCopy");
        Assert.Equal("migrated", lines[^1].GetProperty("event").GetString());
        Assert.Equal("destination", lines[^1].GetProperty("runningSide").GetString());
        Assert.True(lines[^1].GetProperty("bytes").GetInt64() > 1 << 20);
        Assert.True(lines[^1].GetProperty("downtimeMilliseconds").GetDouble() > 0);
    }

    [Fact]
    public async Task Where_it_cannot_begin_the_line_for_scripts_is_the_error()
    {
        MigRun run = await Mig.RunAsync("migrate", "/no/source", "/no/destination", "--json");

        Assert.Equal(ExitCode.NotFound, run.Code);
        string line = Assert.Single(run.Output.TrimEnd('\n').Split('\n'));
        Assert.Equal("notFound", JsonDocument.Parse(line).RootElement.GetProperty("error").GetProperty("kind").GetString());
    }

    [Fact]
    public async Task In_a_terminal_tables_change_in_place()
    {
        await using Served source = await Served.StartAsync("--size", "1", "--load", "4");
        await using Served destination = await Served.StartAsync("--size", "1");
        using var screen = new TestConsole { EmitAnsiSequences = true };
        screen.Interactive();
        screen.Profile.Capabilities.Ansi = true;
        screen.Profile.Width = 200;
        var console = new CliConsole(screen, TextWriter.Null);
        Assert.True(console.IsTerminal);

        int code = await MigCommand.RunAsync(["migrate", source.Socket, destination.Socket], console);

        Assert.Equal(0, code);
        Assert.Contains("Downtime", screen.Output);
        Assert.Contains("source      PreCopyP2P -> StopCopy", screen.Output);
        Assert.Contains("The destination runs, the source is stopped.", screen.Output);
    }

    [Fact]
    public async Task A_device_that_does_not_fit_is_refused_and_the_source_runs_on()
    {
        await using Served source = await Served.StartAsync("--size", "1", "--load", "4");
        await using Served destination = await Served.StartAsync("--size", "2");

        MigRun run = await Mig.RunAsync("migrate", source.Socket, destination.Socket, "--json");

        Assert.Equal(ExitCode.SourceRuns, run.Code);
        Assert.Contains("and the source", run.Error.ToLowerInvariant().Replace("the source runs", "and the source runs"));
        JsonElement end = JsonDocument.Parse(run.Output.TrimEnd().Split('\n')[^1]).RootElement;
        Assert.Equal(("failed", 30, "source", "EINVAL"), (
            end.GetProperty("event").GetString(),
            end.GetProperty("exitCode").GetInt32(),
            end.GetProperty("runningSide").GetString(),
            end.GetProperty("errno").GetString()));
        Assert.Equal("Running", await source.StateAsync());
    }

    [Fact]
    public async Task Interrupted_it_brings_the_source_back_and_says_so()
    {
        await using Served source = await Served.StartAsync("--size", "16", "--load", "4");
        await using Served destination = await Served.StartAsync("--size", "16");
        using var interrupt = new CancellationTokenSource();

        // At this rate it takes a quarter of a minute.
        Task<MigRun> migration = Mig.RunAsync(
            interrupt.Token, "migrate", source.Socket, destination.Socket, "--bandwidth", "1");
        await Task.Delay(1000);
        Assert.False(migration.IsCompleted);
        await interrupt.CancelAsync();
        MigRun run = await migration.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(ExitCode.Interrupted, run.Code);
        Assert.Contains("mig: cancelling; Ctrl+C again ends at once", run.Error);
        Assert.Contains("mig: Cancelled in PreCopy. The source runs on.\n", run.Error);
        Assert.Contains("\n    source      PreCopy -> Running", run.Output);
        Assert.Equal("Running", await source.StateAsync());
    }

    [Fact]
    public async Task The_source_is_read_no_faster_than_the_bandwidth()
    {
        await using Served source = await Served.StartAsync("--size", "1");
        await using Served destination = await Served.StartAsync("--size", "1");
        long begin = Stopwatch.GetTimestamp();

        await Mig.OutputOfAsync("migrate", source.Socket, destination.Socket, "--bandwidth", "2");

        Assert.InRange(Stopwatch.GetElapsedTime(begin).TotalSeconds, 0.4, 10);
    }

    [Fact]
    public async Task A_device_that_does_not_run_is_not_migrated()
    {
        await using Served source = await Served.StartAsync("--size", "1");
        await using Served destination = await Served.StartAsync("--size", "1");
        await Mig.OutputOfAsync("migrate", source.Socket, destination.Socket);

        MigRun run = await Mig.RunAsync("migrate", source.Socket, destination.Socket);

        Assert.Equal(ExitCode.NeitherRuns, run.Code);
        Assert.Contains("The source is in Stop", run.Error);
    }

    [Theory]
    [InlineData("migrate")]
    [InlineData("migrate /a")]
    [InlineData("migrate /a /b --send /c --to host:1")]
    [InlineData("migrate --send /a")]
    [InlineData("migrate --receive /a --to host:1")]
    [InlineData("migrate --send /a --to nonsense")]
    [InlineData("migrate --receive /a --listen host:1 --tls")]
    [InlineData("migrate /a /b --rounds 0")]
    public async Task Contradictory_command_lines_are_refused(string arguments)
    {
        MigRun run = await Mig.RunAsync(arguments.Split(' '));

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.Contains("See mig migrate --help.", run.Error);
    }
}
