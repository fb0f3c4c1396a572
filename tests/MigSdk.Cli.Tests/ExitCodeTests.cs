using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Cli.Tests;

public sealed class ExitCodeTests
{
    [Fact]
    public async Task Help_and_readme_document_every_exit_code_in_the_same_words()
    {
        string help = await Mig.OutputOfAsync("--help");
        string readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "src", "MigSdk.Cli", "README.md"));
        foreach (ExitCode code in Enum.GetValues<ExitCode>())
        {
            Assert.Contains($"{(int)code,-5}{code.Meaning()}\n", help);
            Assert.Contains($"| {(int)code} | {code.Meaning()} |\n", readme);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("frobnicate")]
    [InlineData("spec show")]
    [InlineData("spec show vfio rfc2022")]
    [InlineData("spec diff vfio --frobnicate vfio")]
    public async Task Wrong_usage_says_what_is_wrong_and_does_nothing(string arguments)
    {
        MigRun run = await Mig.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(ExitCode.Usage, run.Code);
        Assert.NotEmpty(run.Error);
    }

    [Fact]
    public async Task A_command_that_waits_for_a_file_is_left_there_when_it_is_interrupted()
    {
        string pipe = Path.Combine(Directory.CreateTempSubdirectory("mig-").FullName, "pipe");
        using (Process make = Process.Start("mkfifo", [pipe]))
            await make.WaitForExitAsync();
        using var interrupt = new CancellationTokenSource(200);

        MigRun run = await Mig.RunAsync(interrupt.Token, "spec", "show", pipe).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal((ExitCode.Interrupted, "mig: Interrupted.\n"), (run.Code, run.Error));
        // Whoever opens the other end lets the one that was left go.
        await File.WriteAllTextAsync(pipe, "");
        Directory.Delete(Path.GetDirectoryName(pipe)!, recursive: true);
    }

    [Fact]
    public async Task Every_command_takes_json_and_has_help()
    {
        System.CommandLine.RootCommand root = MigCommand.Create(Mig.ConsoleFor(TextWriter.Null, TextWriter.Null));
        string[][] commands =
        [
            .. root.Subcommands.SelectMany(command => command.Subcommands.Count == 0
                ? [[command.Name]]
                : command.Subcommands.Select(inner => new[] { command.Name, inner.Name })),
        ];
        Assert.NotEmpty(commands);
        foreach (string[] command in commands)
        {
            string help = await Mig.OutputOfAsync([.. command, "--help"]);
            Assert.Contains("--json", help);
            Assert.Contains(string.Join(' ', command) + " ", help);
        }
    }
}
