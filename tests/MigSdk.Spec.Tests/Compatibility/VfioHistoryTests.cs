using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace MigSdk.Spec.Tests;

/// <summary>
/// The argument of January 2022, by computation. Adding the P2P states breaks no host, whether all drivers must have
/// them or some. What breaks hosts is to let drivers out after the states were promised. The spec is the same in both
/// histories: that of an optional feature. The order makes the difference.
/// </summary>
public sealed class VfioHistoryTests
{
    [Fact]
    public void The_specs_of_the_history_are_sound()
    {
        StateMachineSpec[] specs =
            [VfioHistory.RfcBase, VfioHistory.RfcAllP2P, VfioHistory.RfcOptionalP2P, VfioHistory.V2];

        Assert.All(specs, spec => Assert.Empty(Auditor.Audit(spec)));
    }

    [Fact]
    public void P2P_states_in_every_driver_break_no_host_of_the_base()
    {
        Assert.Equal(
            """
            RfcBase -> RfcAllP2P: compatible
            transitions: 11 by other steps, 8 unchanged

            Compatible: in states and features
              PreCopyP2P (5), which hosts do not know, is on the way of 1 transition: a failed step may leave a driver there.
              RunningP2P (7), which hosts do not know, is on the way of 10 transitions: a failed step may leave a driver there.

            Compatible: hosts of RfcBase are served by other steps on all drivers of RfcAllP2P
              Stop -> Running: Stop -> RunningP2P -> Running, was Stop -> Running
              Stop -> PreCopy: Stop -> RunningP2P -> Running -> PreCopy, was Stop -> Running -> PreCopy
              Running -> Stop: Running -> RunningP2P -> Stop, was Running -> Stop
              Running -> StopCopy: Running -> RunningP2P -> Stop -> StopCopy, was Running -> Stop -> StopCopy
              Running -> Resuming: Running -> RunningP2P -> Stop -> Resuming, was Running -> Stop -> Resuming
              StopCopy -> Running: StopCopy -> Stop -> RunningP2P -> Running, was StopCopy -> Stop -> Running
              PreCopy -> Stop: PreCopy -> Running -> RunningP2P -> Stop, was PreCopy -> Running -> Stop
              PreCopy -> StopCopy: PreCopy -> PreCopyP2P -> StopCopy, was PreCopy -> StopCopy
              PreCopy -> Resuming: PreCopy -> Running -> RunningP2P -> Stop -> Resuming, was PreCopy -> Running -> Stop -> Resuming
              Resuming -> Running: Resuming -> Stop -> RunningP2P -> Running, was Resuming -> Stop -> Running
              Resuming -> PreCopy: Resuming -> Stop -> RunningP2P -> Running -> PreCopy, was Resuming -> Stop -> Running -> PreCopy

            """,
            Report(VfioHistory.RfcBase, VfioHistory.RfcAllP2P));
    }

    [Fact]
    public void Letting_drivers_out_afterwards_breaks_every_host_that_uses_P2P()
    {
        Assert.Equal(
            """
            RfcAllP2P -> RfcOptionalP2P: opt-out
            transitions: 9 opt-out, 11 by other steps, 20 unchanged

            Opt-out: in states and features
              PreCopyP2P is there only for drivers with P2P; with others hosts never get there.
              RunningP2P is there only for drivers with P2P; with others hosts never get there.

            Opt-out: hosts of RfcAllP2P fail on drivers of RfcOptionalP2P without P2P
              Stop -> PreCopyP2P: needs P2P
              Stop -> RunningP2P: needs P2P
              Running -> PreCopyP2P: needs P2P
              Running -> RunningP2P: needs P2P
              StopCopy -> RunningP2P: needs P2P
              PreCopy -> PreCopyP2P: needs P2P
              PreCopy -> RunningP2P: needs P2P
              Resuming -> PreCopyP2P: needs P2P
              Resuming -> RunningP2P: needs P2P

            Compatible: hosts of RfcAllP2P are served by other steps on drivers of RfcOptionalP2P without optional features
              Stop -> Running: Stop -> Running, was Stop -> RunningP2P -> Running
              Stop -> PreCopy: Stop -> Running -> PreCopy, was Stop -> RunningP2P -> Running -> PreCopy
              Running -> Stop: Running -> Stop, was Running -> RunningP2P -> Stop
              Running -> StopCopy: Running -> Stop -> StopCopy, was Running -> RunningP2P -> Stop -> StopCopy
              Running -> Resuming: Running -> Stop -> Resuming, was Running -> RunningP2P -> Stop -> Resuming
              StopCopy -> Running: StopCopy -> Stop -> Running, was StopCopy -> Stop -> RunningP2P -> Running
              PreCopy -> Stop: PreCopy -> Running -> Stop, was PreCopy -> Running -> RunningP2P -> Stop
              PreCopy -> StopCopy: PreCopy -> StopCopy, was PreCopy -> PreCopyP2P -> StopCopy
              PreCopy -> Resuming: PreCopy -> Running -> Stop -> Resuming, was PreCopy -> Running -> RunningP2P -> Stop -> Resuming
              Resuming -> Running: Resuming -> Stop -> Running, was Resuming -> Stop -> RunningP2P -> Running
              Resuming -> PreCopy: Resuming -> Stop -> Running -> PreCopy, was Resuming -> Stop -> RunningP2P -> Running -> PreCopy

            """,
            Report(VfioHistory.RfcAllP2P, VfioHistory.RfcOptionalP2P));
    }

    [Fact]
    public void P2P_as_an_optional_feature_from_the_start_breaks_no_host()
    {
        Assert.Equal(
            """
            RfcBase -> RfcOptionalP2P: compatible
            transitions: 11 by other steps, 8 unchanged

            Compatible: in states and features
              PreCopyP2P (5), which hosts do not know, is on the way of 1 transition: a failed step may leave a driver there.
              RunningP2P (7), which hosts do not know, is on the way of 10 transitions: a failed step may leave a driver there.

            Compatible: hosts of RfcBase are served by other steps on drivers of RfcOptionalP2P with P2P
              Stop -> Running: Stop -> RunningP2P -> Running, was Stop -> Running
              Stop -> PreCopy: Stop -> RunningP2P -> Running -> PreCopy, was Stop -> Running -> PreCopy
              Running -> Stop: Running -> RunningP2P -> Stop, was Running -> Stop
              Running -> StopCopy: Running -> RunningP2P -> Stop -> StopCopy, was Running -> Stop -> StopCopy
              Running -> Resuming: Running -> RunningP2P -> Stop -> Resuming, was Running -> Stop -> Resuming
              StopCopy -> Running: StopCopy -> Stop -> RunningP2P -> Running, was StopCopy -> Stop -> Running
              PreCopy -> Stop: PreCopy -> Running -> RunningP2P -> Stop, was PreCopy -> Running -> Stop
              PreCopy -> StopCopy: PreCopy -> PreCopyP2P -> StopCopy, was PreCopy -> StopCopy
              PreCopy -> Resuming: PreCopy -> Running -> RunningP2P -> Stop -> Resuming, was PreCopy -> Running -> Stop -> Resuming
              Resuming -> Running: Resuming -> Stop -> RunningP2P -> Running, was Resuming -> Stop -> Running
              Resuming -> PreCopy: Resuming -> Stop -> RunningP2P -> Running -> PreCopy, was Resuming -> Stop -> Running -> PreCopy

            """,
            Report(VfioHistory.RfcBase, VfioHistory.RfcOptionalP2P));
    }

    [Fact]
    public void Pre_copy_came_back_to_v2_without_a_change_for_any_host()
    {
        Assert.Equal(
            """
            V2 -> Vfio: compatible
            transitions: 20 unchanged

            """,
            Report(VfioHistory.V2, VfioSpec.Spec));
    }

    [Fact]
    public void Of_the_values_of_the_RFC_only_that_of_Resuming_is_in_v2()
    {
        CompatibilityReport report = SpecCompatibility.Compare(VfioHistory.RfcAllP2P, VfioSpec.Spec);

        Assert.Equal(CompatibilityLevel.Breaking, report.Level);
        Assert.Equal(7, report.Findings.Count(f => f.Kind == CompatibilityFindingKind.StateValueChanged));
        Assert.All(
            report.Transitions.Where(t => t.Level == CompatibilityLevel.Compatible),
            t => Assert.Equal("Resuming", VfioHistory.RfcAllP2P.States[t.Pair.To].Name));
    }

    // The orders in which QEMU drives a source and a destination, with P2P and without.
    [Theory]
    [InlineData("Running PreCopy PreCopyP2P StopCopy Stop", "PreCopy -> PreCopyP2P")]
    [InlineData("Running Resuming RunningP2P Running", "Resuming -> RunningP2P")]
    [InlineData("Running PreCopy StopCopy Stop", "")]
    [InlineData("Running Resuming Running", "")]
    public void A_host_that_uses_P2P_fails_at_its_first_step_there_and_one_that_does_not_never_fails(
        string sequence, string failing)
    {
        CompatibilityReport report = SpecCompatibility.Compare(VfioHistory.RfcAllP2P, VfioHistory.RfcOptionalP2P);
        Dictionary<string, CompatibilityLevel> levels = report.Transitions.ToDictionary(
            t => $"{report.Old.States[t.Pair.From].Name} -> {report.Old.States[t.Pair.To].Name}", t => t.Level);
        string[] states = sequence.Split(' ');
        IEnumerable<string> asked = states.Zip(states.Skip(1), (from, to) => $"{from} -> {to}");

        Assert.Equal(failing, asked.FirstOrDefault(pair => levels[pair] != CompatibilityLevel.Compatible, ""));
    }

    private static string Report(StateMachineSpec old, StateMachineSpec current) =>
        CompatibilityText.Render(SpecCompatibility.Compare(old, current));
}
