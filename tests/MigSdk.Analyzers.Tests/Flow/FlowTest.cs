using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.Testing;

namespace MigSdk.Analyzers.Tests;

/// <summary>Members of a class that uses the driver <c>Nic</c>, which has every feature and synchronous handlers.</summary>
internal static class FlowTest
{
    // The programs open sessions that they do not use, and MIG3004 has tests of its own.
    internal static Task Verify(string members, params DiagnosticResult[] expected) => Rules.Verify(
        [Source.Flags7, Host(members), Source.Read("FlowHelpers.cs")],
        $"dotnet_diagnostic.{RuleIds.DiscardedSession}.severity = none",
        expected);

    /// <summary>As the above, with the same rule at each marked place.</summary>
    internal static Task Verify(string id, string members) => Verify(
        members,
        [.. Enumerable.Range(0, 10).Where(i => members.Contains($"{{|#{i}:", StringComparison.Ordinal)).Select(i => Expect(id, i))]);

    /// <summary>A rule's diagnostic, with any message, at a marked place.</summary>
    internal static DiagnosticResult Expect(string id, int place) =>
        new DiagnosticResult(id, AllRules.Descriptor(id).DefaultSeverity)
            .WithLocation(place)
            .WithOptions(DiagnosticOptions.IgnoreAdditionalLocations);

    internal static string Host(string members) =>
        $$"""
        using System;
        using System.Collections.Generic;
        using System.Diagnostics;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using MigSdk;
        using static MigSdk.MigrationState;

        public class Host
        {
            {{members}}
        }
        """;
}
