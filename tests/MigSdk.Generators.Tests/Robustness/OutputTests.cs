using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace MigSdk.Generators.Tests;

/// <summary>What holds for every generated file: clean under strict settings, always the same, fit for trimming.</summary>
public sealed partial class OutputTests
{
    private const string HighFlag = """
        using MigSdk;
        namespace Devices;
        /// <summary>Features.</summary>
        [System.Flags] public enum Parts : long { /// <summary>None.</summary>
            None, /// <summary>The last.</summary>
            Last = long.MinValue }
        /// <summary>A spec.</summary>
        [StateMachineSpec(Initial = -7), SpecArc<Deep>(Deep.A, Deep.B), SpecArc<Deep>(Deep.B, Deep.A)]
        public enum Deep : long { /// <summary>A.</summary>
            A = -7, /// <summary>B.</summary>
            [Requires<Parts>(Parts.Last)] B = long.MinValue }
        /// <summary>A driver.</summary>
        [StateMachineDriver<Deep>(Parts.Last)]
        public partial class Diver { [Arc<Deep>(Deep.A, Deep.B), Arc<Deep>(Deep.B, Deep.A)] void Step() { } }
        """;

    private static readonly string[] Sources =
        [Texts.LampSpec, Texts.LampDriver, Texts.FullDriver, HighFlag, Rfc2022Tests.Driver.Replace("Nic", "OldNic")];

    [Theory]
    [InlineData(LanguageVersion.CSharp11)]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.Preview)]
    public void Output_compiles_without_a_warning_in_every_supported_version_of_the_language(LanguageVersion version)
    {
        foreach (string[] symbols in new string[][] { [], ["DEBUG"] })
        {
            string singleThreaded = Texts.FullDriver.Replace("MigrationFeatures.PreCopy)]", "MigrationFeatures.PreCopy, SingleThreaded = true)]").Replace("Nic", "OwnNic");
            CSharpCompilation compilation = GeneratorRun.Compile(GeneratorRun.Options(version, symbols), [.. Sources, singleThreaded]);
            compilation = compilation.WithOptions(compilation.Options
                .WithGeneralDiagnosticOption(ReportDiagnostic.Error)
                .WithWarningLevel(9999)
                .WithSpecificDiagnosticOptions([KeyValuePair.Create("CS1591", ReportDiagnostic.Error)]));
            Assert.Equal(5, GeneratorRun.Of(compilation).AssertClean().Sources.Count);
        }
    }

    [Fact]
    public void An_older_language_is_what_the_attributes_do_not_have() => Assert.Contains(
        "CS8936", GeneratorRun.Of(GeneratorRun.Compile(GeneratorRun.Options(LanguageVersion.CSharp10), Sources)).ProblemIds);

    [Fact]
    public void Every_generated_member_that_a_user_sees_has_docs()
    {
        GeneratorRun run = GeneratorRun.Of(Sources).AssertClean();
        string docs = run.Output.GetTypeByMetadataName("Devices.Nic")!.GetMembers()
            .Where(member => member is { DeclaredAccessibility: Accessibility.Public, IsImplicitlyDeclared: false })
            .Where(member => member is not IMethodSymbol { AssociatedSymbol: not null })
            .Select(member => Assert.IsType<string>(member.GetDocumentationCommentXml()))
            .Aggregate((all, one) => one.Contains("<summary>") ? all + one : throw new Xunit.Sdk.XunitException(one));
        Assert.Contains("PreCopyP2P", docs);
        Assert.DoesNotContain("!:", docs);
    }

    [Fact]
    public void Every_generated_member_says_who_made_it()
    {
        GeneratorRun run = GeneratorRun.Of(Sources).AssertClean();
        INamedTypeSymbol driver = run.Output.GetTypeByMetadataName("Devices.DeskLamp")!;
        Assert.All(
            driver.GetMembers().Where(member => member is not IMethodSymbol { AssociatedSymbol: not null } && !member.IsImplicitlyDeclared),
            member => Assert.True(
                member.Name is "Switch" or "Dim" || member.GetAttributes().Any(a => a.AttributeClass!.Name == "GeneratedCodeAttribute"),
                member.Name));
    }

    [Fact]
    public void The_order_of_files_and_the_run_make_no_difference()
    {
        IReadOnlyDictionary<string, string> first = GeneratorRun.Of(Sources).Sources;
        IReadOnlyDictionary<string, string> second = GeneratorRun.Of([.. Sources.Reverse()]).Sources;
        Assert.Equal(first.OrderBy(source => source.Key), second.OrderBy(source => source.Key));
        string[] parts =
        [
            Texts.LampSpec,
            "namespace Devices; [MigSdk.StateMachineDriver<Lamp>] partial class DeskLamp { [MigSdk.OnExit<Lamp>(Lamp.On)] void Left() { } }",
            "namespace Devices; partial class DeskLamp { [MigSdk.OnExit<Lamp>(Lamp.Off)] void Out() { } }",
            "namespace Devices; partial class DeskLamp { [MigSdk.Arc<Lamp>(Lamp.Off, Lamp.On)] void On() { } }",
        ];
        Assert.Equal(GeneratorRun.Of(parts).Source, GeneratorRun.Of([.. parts.Reverse()]).Source);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("sv-SE")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    public void The_culture_makes_no_difference(string culture)
    {
        IReadOnlyDictionary<string, string> invariant = GeneratorRun.Of(Sources).Sources;
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = Strange(culture);
        try
        {
            Assert.Equal(invariant, GeneratorRun.Of(Sources).AssertClean().Sources);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Lines_end_alike_whatever_the_users_files_have(string lineEnd)
    {
        GeneratorRun run = GeneratorRun.Of([.. Sources.Select(source => source.Replace("\n", lineEnd))]);
        Assert.All(run.Sources.Values, text =>
        {
            Assert.DoesNotContain('\r', text);
            Assert.EndsWith("}\n", text);
            Assert.DoesNotMatch(@"[ \t]\n", text);
            Assert.DoesNotContain("\n\n\n", text);
        });
    }

    [Fact]
    public void Output_uses_no_reflection() =>
        Assert.All(GeneratorRun.Of(Sources).Sources.Values, text => Assert.DoesNotMatch(Reflection(), text));

    [Fact]
    public void Output_names_nothing_that_a_using_would_have_to_bring()
    {
        foreach (string text in GeneratorRun.Of(Sources).Sources.Values)
        {
            string code = string.Join("\n", text.Split('\n').Where(line => !line.TrimStart().StartsWith("//")));
            Assert.DoesNotMatch(@"(?<!::|\.)\b(System|MigSdk)\.", code.Replace("\"MigSdk.Generators\"", ""));
        }
    }

    // Machines without culture data still have a minus sign to trip over.
    private static CultureInfo Strange(string name)
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo(name).Clone();
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.NumberFormat.NumberGroupSeparator = "'";
        return culture;
    }

    [GeneratedRegex(@"typeof|GetType\(|Activator|Reflection|MakeGeneric|dynamic|Enum\.(Get|Parse|IsDefined)")]
    private static partial Regex Reflection();
}
