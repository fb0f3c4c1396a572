using System.Collections.Generic;
using System.Linq;

namespace MigSdk.Spec;

/// <summary>Compares the features of two specs.</summary>
internal static class FeatureComparer
{
    public static void Run(SpecMatch match, List<CompatibilityFinding> findings)
    {
        for (int feature = 0; feature < match.Old.Features.Length; feature++)
        {
            CompareFlag(match, feature, findings);
            CompareMandate(match, feature, findings);
        }
    }

    private static void CompareFlag(SpecMatch match, int feature, List<CompatibilityFinding> findings)
    {
        // An optional state's value is the state's, and has been compared there.
        SpecFeature before = match.Old.Features[feature];
        if (before.OptionalState is not null)
        {
            return;
        }

        string name = PlainText.Escape(before.Name);
        SpecFeature? now = match.Feature(feature) is int index ? match.New.Features[index] : null;
        if (now is not null && now.Value != before.Value)
        {
            findings.Add(new CompatibilityFinding(
                CompatibilityFindingKind.FeatureValueChanged,
                CompatibilityLevel.Breaking,
                $"Feature {name} has the value {PlainText.Number(now.Value)}, was {PlainText.Number(before.Value)}.",
                Feature: feature));
        }

        SpecFeature? heir = match.New.Features.FirstOrDefault(
            other => other.OptionalState is null && other.Value == before.Value && other.Name != before.Name);
        if (heir is not null && now?.Value != before.Value)
        {
            findings.Add(new CompatibilityFinding(
                CompatibilityFindingKind.FeatureValueReused,
                CompatibilityLevel.Breaking,
                $"Feature value {PlainText.Number(before.Value)}, which hosts take for {name}, "
                    + $"is {PlainText.Escape(heir.Name)} now.",
                Feature: feature));
        }
        else if (now is null)
        {
            // A host may look for the flag even though it is that of every driver.
            bool isMandatory = match.Old.MandatoryFeatures.Contains(feature);
            findings.Add(new CompatibilityFinding(
                CompatibilityFindingKind.FeatureRemoved,
                isMandatory ? CompatibilityLevel.Breaking : CompatibilityLevel.Compatible,
                isMandatory
                    ? $"Feature {name}, which every driver had, is gone."
                    : $"Feature {name} is gone: hosts see no driver with it.",
                Feature: feature));
        }
    }

    private static void CompareMandate(SpecMatch match, int feature, List<CompatibilityFinding> findings)
    {
        string name = PlainText.Escape(match.Old.Features[feature].Name);
        bool isMandatory = match.ShownBy(feature)?.IsEmpty == true;
        bool wasMandatory = match.Old.MandatoryFeatures.Contains(feature);
        if (isMandatory && !wasMandatory)
        {
            findings.Add(new CompatibilityFinding(
                CompatibilityFindingKind.FeatureBecameMandatory,
                CompatibilityLevel.Compatible,
                $"Every driver must have {name}; those without do not conform any more.",
                Feature: feature));
        }
        else if (wasMandatory && !isMandatory && match.Feature(feature) is not null)
        {
            findings.Add(new CompatibilityFinding(
                CompatibilityFindingKind.FeatureBecameOptional,
                CompatibilityLevel.OptOut,
                $"Drivers may lack {name}, which every driver had.",
                Feature: feature));
        }
    }
}
