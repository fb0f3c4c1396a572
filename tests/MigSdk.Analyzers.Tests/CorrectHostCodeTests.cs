using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>On code that uses drivers rightly the rules are silent, in the styles that people write.</summary>
public sealed class CorrectHostCodeTests
{
    [Theory]
    [InlineData("Flags1.cs", "HostMigration.cs")]
    [InlineData("Flags3.cs", "HostMigration.cs")]
    [InlineData("Flags7.cs", "HostMigration.cs")]
    [InlineData("Flags7.cs", "HostDevice.cs")]
    [InlineData("Flags7.cs", "HostTests.cs")]
    public Task Correct_hosts_have_no_diagnostic(string driver, string host) =>
        Rules.Verify([Source.Read(driver), Nullable(host)], "");

    [Fact]
    public Task A_host_of_other_specs_has_no_diagnostic() =>
        Rules.Verify([Source.Power, Source.Features, Nullable("HostPower.cs")], "");

    [Fact]
    public Task Top_level_statements_have_no_diagnostic() => Rules.VerifyRulesOnly("""
        using System;
        using MigSdk;
        using static MigSdk.MigrationState;

        Nic source = new(), destination = new();
        var saving = (SavingSession)source.SetState(StopCopy)!;
        var resuming = (ResumingSession)(await destination.SetStateAsync(Resuming))!;
        Console.WriteLine($"{saving.BytesTransferred} {resuming.BytesTransferred} {Nic.Features:D} {Nic.ArcSupported(StopCopy, PreCopy)}");
        source.SetState(Stop);
        destination.SetState(args.Length == 0 ? Running : Stop);

        """ + Source.Flags1.Edit("using System.Threading;\nusing System.Threading.Tasks;\nusing MigSdk;\nusing static MigSdk.MigrationState;\n", ""));

    private static string Nullable(string host) => "#nullable enable\n" + Source.Read(host);
}
