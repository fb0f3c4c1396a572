using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>Descriptor, page, help link, row of the index, release row and id of a rule belong together.</summary>
public sealed class CatalogueTests
{
    private const string Folder = "https://github.com/migsdk/migsdk/blob/main/analyzers/rules/";

    // By the first digit of the ids.
    private static readonly string[] Categories =
        [RuleCategories.Drivers, RuleCategories.Specs, RuleCategories.Use, RuleCategories.Sessions, RuleCategories.Evolution];

    private static readonly DiagnosticDescriptor[] Descriptors =
        [.. AllRules.Analyzers.SelectMany(rule => rule.SupportedDiagnostics).OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    public static TheoryData<string> Ids => [.. Descriptors.Select(rule => rule.Id)];

    [Fact]
    public void Every_id_is_one_rules_and_every_rule_has_one()
    {
        string[] declared = [.. typeof(RuleIds).GetFields().Select(field => (string)field.GetValue(null)!).Order(StringComparer.Ordinal)];

        Assert.Equal(declared, Descriptors.Select(rule => rule.Id));
        Assert.Equal(declared.Length, declared.Distinct().Count());
        Assert.All(AllRules.Analyzers, rule => Assert.Single(rule.SupportedDiagnostics));
        Assert.All(AllRules.Analyzers, rule => Assert.EndsWith("Rule", rule.GetType().Name));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_descriptor_is_what_its_range_says(string id)
    {
        DiagnosticDescriptor rule = Find(id);

        Assert.Matches("^MIG[1-5][0-9]{3}$", id);
        Assert.Equal(Categories[id[3] - '1'], rule.Category);
        Assert.NotEqual(DiagnosticSeverity.Hidden, rule.DefaultSeverity);
        Assert.True(rule.IsEnabledByDefault);
        Assert.Equal($"{Folder}{id}.md", rule.HelpLinkUri);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_says_what_and_why_with_examples_and_how_to_suppress(string id)
    {
        string page = Source.Read($"{id}.md");

        Assert.StartsWith($"# {id}: {Find(id).Title}\n", page);
        Assert.Equal(
            ["## What", "## Why", "## Wrong", "## Right", "## Suppress or configure"],
            page.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)));
        Assert.Equal(2, Regex.Count(page, "^```csharp$", RegexOptions.Multiline));
        Assert.Contains($"dotnet_diagnostic.{id}.severity", page, StringComparison.Ordinal);
        Assert.Contains($"#pragma warning disable {id}", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_index_has_one_row_for_each_rule()
    {
        string[] rows = [.. Source.Read("README.md").Split('\n').Where(line => line.StartsWith("| [MIG", StringComparison.Ordinal))];

        Assert.Equal(
            Descriptors.Select(rule => $"| [{rule.Id}]({rule.Id}.md) | {rule.Title} | {SeverityName(rule)} |"),
            rows.Select(row => row[..(row[..^1].TrimEnd().LastIndexOf('|') + 1)]));
        Assert.All(rows, row => Assert.Matches(@"\| [^|]+ \|$", row));
    }

    [Fact]
    public void Every_rule_has_one_release_row()
    {
        Dictionary<string, string[]> rows = (Source.Read("AnalyzerReleases.Shipped.md") + Source.Read("AnalyzerReleases.Unshipped.md"))
            .Split('\n')
            .Where(line => line.StartsWith("MIG", StringComparison.Ordinal))
            .Select(line => line.Split(" | "))
            .ToDictionary(cells => cells[0]);

        Assert.Equal(Descriptors.Select(rule => rule.Id), rows.Keys.Order(StringComparer.Ordinal));
        Assert.All(Descriptors, rule =>
        {
            Assert.Equal([rule.Category, rule.DefaultSeverity.ToString()], rows[rule.Id][1..3]);
            Assert.Contains($"[page]({rule.HelpLinkUri})", rows[rule.Id][3], StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_suppressor_is_in_the_table_of_their_page()
    {
        SuppressionDescriptor[] suppressions = [.. AllRules.Suppressors.SelectMany(s => s.SupportedSuppressions).OrderBy(s => s.Id, StringComparer.Ordinal)];
        string[] rows = [.. Source.Read("suppressors.md").Split('\n').Where(line => line.StartsWith("| MIGS", StringComparison.Ordinal))];

        Assert.Equal(typeof(SuppressionIds).GetFields().Select(field => (string)field.GetValue(null)!), suppressions.Select(s => s.Id));
        Assert.All(suppressions, suppression => Assert.Matches("^MIGS[0-9]{4}$", suppression.Id));
        Assert.All(AllRules.Suppressors, suppressor => Assert.Single(suppressor.SupportedSuppressions));
        Assert.All(AllRules.Suppressors, suppressor => Assert.EndsWith("Suppressor", suppressor.GetType().Name));
        Assert.Equal(
            suppressions.Select(s => (s.Id, s.SuppressedDiagnosticId, s.Justification.ToString())),
            rows.Select(row => row.Split(" | ")).Select(cells => (cells[0][2..], cells[1].Split(',')[0], cells[2][..^2])));
    }

    [Fact]
    public void Every_rule_looks_at_C_sharp_and_no_other_language() => Assert.All([.. AllRules.Analyzers, .. AllRules.Suppressors], rule => Assert.Equal(
        [LanguageNames.CSharp],
        rule.GetType().GetCustomAttributes(typeof(DiagnosticAnalyzerAttribute), false).Cast<DiagnosticAnalyzerAttribute>().Single().Languages));

    // As .editorconfig calls it.
    private static string SeverityName(DiagnosticDescriptor rule) =>
        rule.DefaultSeverity == DiagnosticSeverity.Info ? "suggestion" : rule.DefaultSeverity.ToString().ToLowerInvariant();

    private static DiagnosticDescriptor Find(string id) => Descriptors.Single(rule => rule.Id == id);
}
