using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CodeFixes;
using MigSdk.Analyzers;
using Xunit;

namespace MigSdk.CodeFixes.Tests;

/// <summary>Fix All over many drivers at once, of all rules one after the other.</summary>
public sealed class ManyDriversTests
{
    private static readonly string[] Features =
        ["", "(MigrationFeatures.P2P)", "(MigrationFeatures.PreCopy)", "(MigrationFeatures.P2P | MigrationFeatures.PreCopy)"];

    private static readonly string[] Members =
    [
        "[Arc(Running, Error)] void A() { }",
        "[Arc(Stop, StopCopy), Arc(Stop, StopCopy)] SavingSession B() => null!;",
        "[OnEnter(RunningP2P)] void C() { }",
        "[Arc(Stop, Resuming)] void D() { }",
        "[Arc(Resuming, Stop)] int E(int unused) => 0;",
        "int State = 1; int F() => State;",
        "[Arc(Stop, Resuming), Arc(Resuming, Stop)] ResumingSession G() => null!;",
        "[Arc(Running, Stop)] void H() { }",
    ];

    [Fact]
    public async Task Fifty_broken_drivers_compile_after_Fix_All_of_each_kind()
    {
        FixingSolution solution = new([.. Enumerable.Range(0, 50).Select(Driver)]);
        List<string> before = [.. (await solution.ReportAsync()).Select(found => found.Diagnostic.Id).Distinct().Order()];
        Assert.Equal(["MIG1001", "MIG1002", "MIG1003", "MIG1004", "MIG1005", "MIG1006", "MIG1007", "MIG1008", "MIG1009", "MIG1011"], before);

        // One for each kind of action, and some for what could not be seen before: what is missing once a feature is declared.
        await solution.FixAllAsync(FixAllScope.Project, atMost: 16);

        await AssertOnlyStubsAsync(solution);
    }

    [Fact]
    public async Task Fix_All_goes_through_all_projects_of_a_solution()
    {
        FixingSolution solution = new([Driver(1), Driver(2)], [Driver(1), Driver(3)]);

        await solution.FixAllAsync(FixAllScope.Solution, atMost: 16);

        await AssertOnlyStubsAsync(solution);
    }

    private static async Task AssertOnlyStubsAsync(FixingSolution solution) => Assert.Empty(
        (await solution.ReportAsync(withCompiler: true)).Select(found => found.Diagnostic)
            .Where(diagnostic => diagnostic.Id != RuleIds.StubHandler)
            .Select(diagnostic => diagnostic.ToString()));

    private static string Driver(int number)
    {
        string features = number % 9 == 0 ? "((MigrationFeatures)16 | MigrationFeatures.PreCopy)" : Features[number % 4];
        string partial = number % 3 == 0 ? "" : "partial ";
        string members = string.Join("\n    ", Members.Where((_, i) => (number * 37 >> i & 1) == 0));
        string driver = $"[MigrationDriver{features}]\npublic sealed {partial}class Nic{number}\n{{\n    {members}\n}}\n";
        return "using MigSdk;\nusing static MigSdk.MigrationState;\n\n"
            + (number % 5 == 0 ? $"public {partial}class Board{number}<T>\n{{\n{driver}}}\n" : driver);
    }
}
