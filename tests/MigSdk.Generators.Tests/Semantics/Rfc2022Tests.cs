using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace MigSdk.Generators.Tests;

/// <summary>The RFC of January 2022 has the transitions of VFIO v2 with all features, under other numbers.</summary>
public sealed class Rfc2022Tests
{
    /// <summary>The driver of flags 7 as one of the RFC's spec.</summary>
    internal static string Driver { get; } = Regex.Replace(
        Texts.FullDriver
            .Replace("[MigrationDriver(MigrationFeatures.P2P | MigrationFeatures.PreCopy)]", "[StateMachineDriver<Rfc2022State>]")
            .Replace("using static MigSdk.MigrationState;", "using static MigSdk.Rfc2022State;")
            .Replace("ArcContext arc", "ArcContext<Rfc2022State> arc"),
        @"\bArc\(",
        "Arc<Rfc2022State>(");

    [Fact]
    public void The_same_names_have_the_same_answers_for_all_64_pairs()
    {
        LoadedDriver vfio = LoadedDriver.Of("Devices.Nic", Texts.FullDriver);
        LoadedDriver rfc = LoadedDriver.Of("Devices.Nic", Driver);
        Assert.Equal(vfio.States.Keys.Order(StringComparer.Ordinal), rfc.States.Keys.Order(StringComparer.Ordinal));
        Assert.NotEqual(vfio.States["Stop"], rfc.States["Stop"]);

        Dictionary<long, string> vfioNames = vfio.States.ToDictionary(state => state.Value, state => state.Key);
        Dictionary<long, string> rfcNames = rfc.States.ToDictionary(state => state.Value, state => state.Key);
        int pairs = 0;
        foreach (string from in vfio.States.Keys)
        {
            foreach (string to in vfio.States.Keys)
            {
                string[] path = [.. vfio.GetPath(vfio.States[from], vfio.States[to]).Select(state => vfioNames[state])];
                Assert.Equal(path, rfc.GetPath(rfc.States[from], rfc.States[to]).Select(state => rfcNames[state]));
                Assert.Equal(
                    vfio.ArcSupported(vfio.States[from], vfio.States[to]), rfc.ArcSupported(rfc.States[from], rfc.States[to]));
                Assert.Equal(
                    vfio.TryGetNextState(vfio.States[from], vfio.States[to]) is { } next ? vfioNames[next] : null,
                    rfc.TryGetNextState(rfc.States[from], rfc.States[to]) is { } same ? rfcNames[same] : null);
                pairs++;
            }
        }

        Assert.Equal(64, pairs);
        Assert.Equal(vfio.SupportedTransitions.Length, rfc.SupportedTransitions.Length);
    }

    [Fact]
    public void A_driver_of_the_RFC_restores_the_start() =>
        Assert.Contains("FailurePolicy.RestoreStart", GeneratorRun.Of(Driver).AssertClean().Source);
}
