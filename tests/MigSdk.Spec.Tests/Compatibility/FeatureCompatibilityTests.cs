using System.Linq;
using Xunit;
using static MigSdk.Spec.Tests.CompatibilityChecks;

namespace MigSdk.Spec.Tests;

/// <summary>Changes that are one thing for some drivers and another for others.</summary>
public sealed class FeatureCompatibilityTests
{
    [Fact]
    public void A_state_that_becomes_optional_is_an_opt_out_for_whoever_asks_for_it()
    {
        CompatibilityReport report = Compare(Make.Builder("A=B B=C"), Make.Builder("A=B B=C", optional: "C"));

        Shows(report, CompatibilityFindingKind.StateNeedsFeature, CompatibilityLevel.OptOut,
            "C is there only for drivers with C; with others hosts never get there.");
        Assert.Equal("A>C B>C", Pairs(report, TransitionChange.Lost));
        Assert.Equal("A>B B>A C>A C>B", Pairs(report, TransitionChange.Unchanged));
        TransitionCompatibility lost = Transition(report, "A", "C");
        Assert.Equal(CompatibilityLevel.OptOut, lost.Level);
        Assert.Equal(IndexSet.Of(0), lost.Needs);
        Assert.Equal(IndexSet.Empty, lost.DriverFeatures);
    }

    [Fact]
    public void An_optional_state_that_becomes_ordinary_harms_nobody()
    {
        CompatibilityReport report = Compare(Make.Builder("A=B B=C", optional: "C"), Make.Builder("A=B B=C"));

        Shows(report, CompatibilityFindingKind.FeatureBecameMandatory, CompatibilityLevel.Compatible,
            "Every driver must have C; those without do not conform any more.");
        Assert.Equal(CompatibilityLevel.Compatible, report.Level);
        Assert.Equal("A>B A>C B>A B>C C>A C>B", Pairs(report, TransitionChange.Unchanged));
    }

    [Fact]
    public void An_optional_state_that_is_gone_is_one_that_no_driver_shows()
    {
        CompatibilityReport report = Compare(Make.Builder("A=B B=C", optional: "C"), Make.Builder("A=B"));

        Assert.Equal(CompatibilityLevel.Compatible, report.Level);
        Shows(report, CompatibilityFindingKind.StateRemoved, CompatibilityLevel.Compatible, "C (2) is gone.");
        Assert.Equal("A>C B>C C>A C>B", Pairs(report, TransitionChange.NotAsked));
    }

    [Fact]
    public void A_feature_that_becomes_mandatory_harms_no_host()
    {
        CompatibilityReport report = Compare(WithFeatures("F:1"), WithFeatures("F:1", initialNeeds: "F"));

        Shows(report, CompatibilityFindingKind.FeatureBecameMandatory, CompatibilityLevel.Compatible,
            "Every driver must have F; those without do not conform any more.");
        Assert.Equal(CompatibilityLevel.Compatible, report.Level);
        Assert.Equal("A>B B>A", Pairs(report, TransitionChange.Unchanged));
        Assert.Equal(IndexSet.Of(0), Transition(report, "A", "B").HostFeatures);
    }

    [Fact]
    public void A_feature_that_becomes_optional_is_an_opt_out()
    {
        CompatibilityReport report = Compare(WithFeatures("F:1", initialNeeds: "F"), WithFeatures("F:1"));

        Shows(report, CompatibilityFindingKind.FeatureBecameOptional, CompatibilityLevel.OptOut,
            "Drivers may lack F, which every driver had.");
        Assert.Equal("A>B", Pairs(report, TransitionChange.Lost));
        Assert.Equal(CompatibilityLevel.OptOut, Transition(report, "A", "B").Level);
        Assert.Equal("B>A", Pairs(report, TransitionChange.Unchanged));
    }

    [Fact]
    public void A_requirement_that_hosts_see_is_not_enough_where_another_feature_is_needed()
    {
        CompatibilityReport report = Compare(WithFeatures("F:1 G:2"), WithFeatures("F:1 G:2", needs: "F G"));

        TransitionCompatibility lost = Transition(report, "A", "B");
        Assert.Equal((CompatibilityLevel.OptOut, TransitionChange.Lost), (lost.Level, lost.Change));
        Assert.Equal(IndexSet.Of(0), lost.DriverFeatures);
        Assert.Equal(IndexSet.Of(0), lost.HostFeatures);
        Assert.Equal(IndexSet.Of(1), lost.Needs);
        Assert.Contains(
            "\nOpt-out: hosts of Old that see F fail on drivers of Old without G\n  A -> B: needs G\n",
            CompatibilityText.Render(report));
    }

    [Fact]
    public void A_flag_keeps_its_value()
    {
        CompatibilityReport moved = Compare(WithFeatures("F:1"), WithFeatures("F:4"));
        CompatibilityReport swapped = Compare(WithFeatures("F:1 G:2"), WithFeatures("F:2 G:1"));

        Shows(moved, CompatibilityFindingKind.FeatureValueChanged, CompatibilityLevel.Breaking,
            "Feature F has the value 4, was 1.");
        Assert.Equal(2, swapped.Findings.Count(f => f.Kind == CompatibilityFindingKind.FeatureValueReused));
        Assert.Equal(
            "Feature value 1, which hosts take for F, is G now.",
            swapped.Findings.First(f => f.Kind == CompatibilityFindingKind.FeatureValueReused).Message);
    }

    [Fact]
    public void A_removed_optional_feature_is_never_seen_unless_another_takes_its_value()
    {
        CompatibilityReport gone = Compare(WithFeatures("F:1"), Make.Builder("A=B"));
        CompatibilityReport reused = Compare(WithFeatures("F:1"), WithFeatures("G:1", needs: "G"));

        Shows(gone, CompatibilityFindingKind.FeatureRemoved, CompatibilityLevel.Compatible,
            "Feature F is gone: hosts see no driver with it.");
        Assert.Equal("A>B B>A", Pairs(gone, TransitionChange.NotAsked));
        Assert.Equal(CompatibilityLevel.Compatible, gone.Level);
        Shows(reused, CompatibilityFindingKind.FeatureValueReused, CompatibilityLevel.Breaking,
            "Feature value 1, which hosts take for F, is G now.");
    }

    [Fact]
    public void A_removed_mandatory_feature_is_missed_by_hosts_that_look_for_it()
    {
        CompatibilityReport report = Compare(WithFeatures("F:1", initialNeeds: "F"), Make.Builder("A=B"));

        Shows(report, CompatibilityFindingKind.FeatureRemoved, CompatibilityLevel.Breaking,
            "Feature F, which every driver had, is gone.");
        Assert.Equal("A>B B>A", Pairs(report, TransitionChange.Unchanged));
    }

    [Fact]
    public void Several_features_that_are_needed_are_named_together()
    {
        CompatibilityReport report = Compare(Make.Builder("A=B"), WithFeatures("F:1 G:2", needs: "F G"));

        Assert.Contains(
            "\nOpt-out: hosts of Test fail on drivers of Old that lack one of F, G\n", CompatibilityText.Render(report));
    }

    /// <summary>A and B, the latter with a feature: the first, where nothing else is said.</summary>
    private static StateMachineSpecBuilder WithFeatures(
        string features, string initialNeeds = "", string? needs = null)
    {
        StateMachineSpecBuilder builder = new("Old");
        string[][] parts = [.. features.Split(' ').Select(word => word.Split(':'))];
        foreach (string[] part in parts)
        {
            builder.Feature(part[0], part[1][0] - '0');
        }

        return builder
            .State("A", 0, initialNeeds.Length > 0 ? [initialNeeds] : null)
            .State("B", 1, needs?.Split(' ') ?? [parts[0][0]])
            .Arc("A", "B")
            .Arc("B", "A");
    }
}
