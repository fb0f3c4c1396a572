using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace MigSdk.Generators.Tests;

/// <summary>What is done again after an edit: all that the edit concerns, and nothing else.</summary>
public sealed class IncrementalTests
{
    private const string Elsewhere = "namespace Devices; internal static class Elsewhere { internal const int Ports = 4; }";

    private const string FeatureEnum = """
        using System;
        namespace Devices;
        /// <summary>Features.</summary>
        [Flags] public enum Parts { /// <summary>None.</summary>
            None, /// <summary>One.</summary>
            Dimmer = 1, /// <summary>Two.</summary>
            Timer = 2 }
        """;

    private static readonly string FeatureSpec = Texts.LampSpec.Replace("[Optional]", "[Requires<Parts>(Parts.Dimmer)]");
    private static readonly string FeatureDriver = Texts.LampDriver.Replace("(Lamp.Bright)", "(Parts.Dimmer)");

    private static GeneratorRun First => GeneratorRun.Of(Texts.LampDriver, Texts.LampSpec, Elsewhere).AssertClean();

    [Fact]
    public void The_first_run_makes_everything()
    {
        Assert.Equal([New], First.ModelReasons);
        Assert.Equal([New], First.OutputReasons);
    }

    [Fact]
    public void The_same_again_is_cached() => AssertNothingDone(First.Edit(2, Elsewhere), Cached, Unchanged);

    [Fact]
    public void An_edit_elsewhere_changes_nothing() => AssertNothingDone(First.Edit(2, Elsewhere.Replace("4", "5")));

    [Fact]
    public void A_file_more_changes_nothing() => AssertNothingDone(First.Add("internal class Added { }"));

    [Fact]
    public void White_space_and_comments_in_the_driver_change_nothing() =>
        AssertNothingDone(First.Edit(0, "// A comment.\n\n" + Texts.LampDriver.Replace("\n", "\n\n  ")));

    [Fact]
    public void White_space_and_comments_in_the_spec_change_nothing() =>
        AssertNothingDone(First.Edit(1, Texts.LampSpec.Replace("\n", "\n\n // A comment.\n")));

    [Fact]
    public void The_body_of_a_handler_and_other_members_change_nothing() => AssertNothingDone(First.Edit(
        0, Texts.LampDriver.Replace("Switch() { }", "Switch() { _switched++; }\n    private int _switched;")));

    [Fact]
    public void Another_driver_changes_nothing_in_the_first()
    {
        GeneratorRun second = First.Add(Texts.LampDriver.Replace("DeskLamp", "FloorLamp")).AssertClean();
        Assert.Equal(2, second.Sources.Count);
        Assert.Single(second.ModelReasons, reason => reason is Cached or Unchanged);
        Assert.Single(second.OutputReasons, Cached);
    }

    [Theory]
    [InlineData("void Switch", "void Toggle")]
    [InlineData("(Lamp.Bright)]", "]")]
    [InlineData("(Lamp.Bright)]", "(Lamp.Bright, SingleThreaded = true)]")]
    [InlineData("(Lamp.Bright)]", "(Lamp.Bright, FailurePolicy = FailurePolicy.RestoreStart)]")]
    [InlineData("Dim()", "Dim(ArcContext<Lamp> arc)")]
    [InlineData("Dim() { }", "Dim() { } [OnReset] private void Reset2() { }")]
    [InlineData("Dim() { }", "Dim() { } [OnExit<Lamp>(Lamp.On)] private void Left() { }")]
    [InlineData("sealed partial class DeskLamp", "sealed partial class FloorLamp")]
    [InlineData("sealed partial class DeskLamp", "sealed partial class DeskLamp<T>")]
    [InlineData("namespace Devices", "namespace Devices.Lamps")]
    public void An_edit_of_the_driver_is_seen(string old, string edited)
    {
        GeneratorRun second = First.Edit(0, Texts.LampDriver.Replace(old, edited));
        Assert.Equal([Modified], second.ModelReasons);
        Assert.Equal([Modified], second.OutputReasons);
    }

    [Theory]
    [InlineData("    On,", "    On = 7,")]
    [InlineData("    On,", "    On,\n    /// <summary>New.</summary>\n    Off2,")]
    [InlineData("[StateMachineSpec]", "[StateMachineSpec(Initial = 1)]")]
    [InlineData("[StateMachineSpec]", "[StateMachineSpec(Error = 1)]")]
    [InlineData("[StateMachineSpec]", "[StateMachineSpec(SingleArcsOnly = true)]")]
    [InlineData("[StateMachineSpec]", "[StateMachineSpec(FailurePolicy = FailurePolicy.RestoreStart)]")]
    [InlineData("[StateMachineSpec]", "[StateMachineSpec, Blocked<Lamp>(Lamp.Off, Lamp.Bright)]")]
    [InlineData("SpecArc<Lamp>(Lamp.Bright, Lamp.On)", "SpecArc<Lamp>(Lamp.Bright, Lamp.Off)")]
    [InlineData("(Lamp.Bright, Lamp.On)", "(Lamp.Bright, Lamp.On, Opens = SessionKind.Saving)")]
    [InlineData("enum Lamp", "enum Lamp : long")]
    [InlineData("[Optional] Bright", "Bright")]
    public void An_edit_of_the_spec_in_another_file_is_seen(string old, string edited)
    {
        Assert.Contains(old, Texts.LampSpec);
        GeneratorRun second = First.Edit(1, Texts.LampSpec.Replace(old, edited));
        Assert.Equal([Modified], second.ModelReasons);
        Assert.Equal([Modified], second.OutputReasons);
    }

    [Theory]
    [InlineData("Dimmer = 1", "Dimmer = 4")]
    [InlineData("Dimmer = 1", "Dimmer = 4, Blinker = 1")]
    public void An_edit_of_the_feature_enum_in_a_third_file_is_seen(string old, string edited)
    {
        GeneratorRun first = GeneratorRun.Of(FeatureDriver, FeatureSpec, FeatureEnum).AssertClean();
        GeneratorRun second = first.Edit(2, FeatureEnum.Replace(old, edited));
        Assert.Equal([Modified], second.ModelReasons);
        Assert.Equal([Modified], second.OutputReasons);
        Assert.NotEqual(first.Source, second.Source);
    }

    [Fact]
    public void A_handler_in_another_file_of_the_class_is_seen()
    {
        GeneratorRun first = GeneratorRun.Of(Texts.LampDriver, Texts.LampSpec, "namespace Devices; partial class DeskLamp { }");
        GeneratorRun second = first.Edit(2, "namespace Devices; partial class DeskLamp { [MigSdk.OnReset] void Clear() { } }");
        Assert.Equal([Modified], second.OutputReasons);
        Assert.Contains("this.Clear();", second.AssertClean().Source);
    }

    [Fact]
    public void A_class_that_is_no_driver_any_more_has_no_file()
    {
        GeneratorRun second = First.Edit(0, Texts.LampDriver.Replace("partial class", "class"));
        Assert.Empty(second.Sources);
        Assert.Single(second.Edit(0, Texts.LampDriver).AssertClean().Sources);
    }

    [Theory]
    [InlineData(Texts.StopCopyDriver)]
    [InlineData(Texts.FullDriver)]
    [InlineData(Texts.LampDriver)]
    public void Equal_sources_give_equal_models(string driver)
    {
        object[] first = GeneratorRun.Of(driver, Texts.LampSpec).Models;
        object[] second = GeneratorRun.Of(Texts.LampSpec, "", driver).Models;
        Assert.Equal(first, second);
        Assert.Equal(Assert.Single(first).GetHashCode(), Assert.Single(second).GetHashCode());
    }

    private static void AssertNothingDone(GeneratorRun run, params IncrementalStepRunReason[] models)
    {
        run.AssertClean();
        Assert.All(run.ModelReasons, reason => Assert.Contains(reason, models is [] ? [Cached, Unchanged] : models));
        Assert.Equal([Cached], run.OutputReasons);
        Assert.All(
            run.Result.Results[0].TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs),
            output => Assert.Equal(Cached, output.Reason));
    }
}
