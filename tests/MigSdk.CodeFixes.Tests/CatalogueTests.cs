using System;
using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using MigSdk.Analyzers;
using MigSdk.Analyzers.Tests;
using Xunit;

namespace MigSdk.CodeFixes.Tests;

/// <summary>Every fix is found by its hosts, and every rule's page says whether there is one.</summary>
public sealed class CatalogueTests
{
    private static readonly string[] Known = [.. Constants(typeof(RuleIds))];

    public static TheoryData<string> FixNames => [.. FixingSolution.AllFixes.Select(fix => fix.GetType().Name)];

    public static TheoryData<string> FixedIds =>
        [.. FixingSolution.AllFixes.SelectMany(fix => fix.FixableDiagnosticIds).Intersect(Known).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(FixNames))]
    public void A_fix_is_exported_and_is_for_rules_that_there_are(string name)
    {
        CodeFixProvider fix = FixingSolution.AllFixes.Single(candidate => candidate.GetType().Name == name);
        ExportCodeFixProviderAttribute export = fix.GetType().GetCustomAttribute<ExportCodeFixProviderAttribute>()!;

        Assert.EndsWith("Fix", name, StringComparison.Ordinal);
        Assert.Equal(name, export.Name);
        Assert.Equal([LanguageNames.CSharp], export.Languages);
        Assert.NotNull(fix.GetType().GetCustomAttribute<SharedAttribute>());
        Assert.NotEmpty(fix.FixableDiagnosticIds);
        Assert.Empty(fix.FixableDiagnosticIds.Except(Known));
    }

    [Theory]
    [MemberData(nameof(FixedIds))]
    public void The_page_of_a_rule_with_a_fix_says_so(string id)
    {
        bool hasFixAll = FixingSolution.AllFixes.Where(fix => fix.FixableDiagnosticIds.Contains(id)).All(fix => fix.GetFixAllProvider() is not null);
        string line = Source.Read($"{id}.md").Split('\n').Single(line => line.StartsWith("Severity: ", StringComparison.Ordinal));

        Assert.Contains(hasFixAll ? " Fix: yes, with Fix All" : " Fix: yes", line, StringComparison.Ordinal);
    }

    [Fact]
    public void No_two_fixes_are_for_one_rule() => Assert.All(
        FixingSolution.AllFixes.SelectMany(fix => fix.FixableDiagnosticIds).GroupBy(id => id), ids => Assert.Single(ids));

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => (string)field.GetValue(null)!);
}
