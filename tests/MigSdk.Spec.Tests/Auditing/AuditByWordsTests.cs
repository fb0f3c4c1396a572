using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace MigSdk.Spec.Tests;

/// <summary>The auditor against the words of its findings, on a thousand small specs with mistakes in them.</summary>
public sealed class AuditByWordsTests
{
    [Fact]
    public void A_spec_has_exactly_the_findings_that_their_words_say()
    {
        Dictionary<AuditFindingKind, int> seen = [];
        foreach (StateMachineSpec spec in CarelessSpecs.Take(1000))
        {
            AuditFinding[] findings =
                [.. Auditor.Audit(spec).Where(finding => finding.Kind != AuditFindingKind.NonAdditiveFeature)];

            Assert.Equal(new AuditByWords(spec).Findings(), findings.Select(f => (f.Kind, f.State, f.Pair)));
            foreach (AuditFinding finding in findings)
            {
                Assert.All(Named(spec, finding), name => Assert.Contains(name, finding.Message, StringComparison.Ordinal));
                seen[finding.Kind] = seen.GetValueOrDefault(finding.Kind) + 1;
            }
        }

        // Every kind is among them, or there is little to see in what is compared above.
        Assert.All(
            Enum.GetValues<AuditFindingKind>().Except([AuditFindingKind.NonAdditiveFeature]),
            kind => Assert.True(seen.GetValueOrDefault(kind) > 10, $"{kind}: {seen.GetValueOrDefault(kind)}"));
    }

    private static IEnumerable<string> Named(StateMachineSpec spec, AuditFinding finding) =>
        new[] { finding.State, finding.Pair?.From, finding.Pair?.To }.OfType<int>().Select(state => spec.States[state].Name);
}
