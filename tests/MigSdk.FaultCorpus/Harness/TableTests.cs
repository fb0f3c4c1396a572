using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace MigSdk.FaultCorpus;

/// <summary>The table of <c>analyzers/rules/README.md</c> and the classes say the same of each fault.</summary>
public sealed class TableTests
{
    private const string Heading = "## Faults that really happened";

    [Fact]
    public void Table_and_tests_have_the_same_faults() => Assert.Equal(
        Faults().Select(fault => (fault.Attribute.Number.ToString(), fault.Attribute.Commits, fault.Type.Name)),
        Rows().Select(row => (row[0], row[2], Assert.Single(Quoted(row[5])))));

    [Fact]
    public void A_row_names_what_its_class_asserts() => Assert.All(Faults().Zip(Rows()), pair =>
    {
        ((_, FaultAttribute fault), string[] row) = pair;
        Assert.Equal(fault.StoppedBy.Order(StringComparer.Ordinal), Regex.Matches(row[4], "(CS|MIG)[0-9]{4}").Select(id => id.Value).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(fault.IsHarmless, row[4].Contains("the SDK", StringComparison.OrdinalIgnoreCase));
        Assert.True(fault.IsHarmless || fault.StoppedBy.Length > 0);
    });

    [Fact]
    public void Every_class_has_tests() => Assert.All(Faults(), fault => Assert.Contains(
        fault.Type.GetMethods(), method => method.GetCustomAttributes<FactAttribute>(inherit: true).Any()));

    private static (Type Type, FaultAttribute Attribute)[] Faults() =>
    [
        .. typeof(TableTests).Assembly.GetTypes()
            .Select(type => (type, type.GetCustomAttribute<FaultAttribute>()!))
            .Where(fault => fault.Item2 is not null)
            .OrderBy(fault => fault.Item2.Number),
    ];

    private static string[][] Rows()
    {
        using Stream stream = typeof(TableTests).Assembly.GetManifestResourceStream("README.md")!;
        string text = new StreamReader(stream).ReadToEnd();
        int start = text.IndexOf(Heading, StringComparison.Ordinal);
        Assert.True(start >= 0);
        IEnumerable<string> rows = text[start..].Split('\n').Where(line => Regex.IsMatch(line, @"^\| [0-9]+ \|"));
        return [.. rows.Select(row => row.Trim('|', ' ').Split(" | "))];
    }

    private static string[] Quoted(string cell) => [.. Regex.Matches(cell, "`([^`]+)`").Select(match => match.Groups[1].Value)];
}
