using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Analyzers.Tests;

/// <summary>MIG2007.</summary>
public sealed class InconsistentSessionTests
{
    private const string Sound =
        """
        using MigSdk;
        [StateMachineSpec]
        [SpecArc<S>(S.Idle, S.Reading, Opens = SessionKind.Saving)]
        [SpecArc<S>(S.Reading, S.Last)]
        [SpecArc<S>(S.Idle, S.Last, Opens = SessionKind.Saving)]
        [SpecArc<S>(S.Last, S.Idle)]
        public enum S
        {
            Idle,
            [PreCopyState] Reading,
            Last,
        }
        """;

    [Fact]
    public Task A_sound_spec_has_no_diagnostic() => Rules.Verify(Sound);

    [Fact]
    public Task An_arc_into_the_group_must_say_so() => Rules.Verify(
        Sound.Edit("[SpecArc<S>(S.Idle, S.Last, Opens = SessionKind.Saving)]", "[{|#0:SpecArc<S>(S.Idle, S.Last)|}]\n[SpecArc<S>(S.Idle2, S.Last, Opens = SessionKind.Saving)]\n[SpecArc<S>(S.Idle, S.Idle2)]")
            .Edit("    Last,", "    Last,\n    Idle2,"),
        Rules.Expect(
            RuleIds.InconsistentSession,
            0,
            "The arc Idle -> Last enters the session group 'Saving' from outside but does not say that it opens this session. Add Opens to the arc."));

    [Fact]
    public Task An_arc_within_the_group_opens_nothing() => Rules.Verify(
        Sound.Edit("[SpecArc<S>(S.Reading, S.Last)]", "[{|#0:SpecArc<S>(S.Reading, S.Last, Opens = SessionKind.Saving)|}]"),
        Rules.Expect(RuleIds.InconsistentSession));

    [Fact]
    public Task A_state_is_in_one_group() => Rules.Verify(
        Sound.Edit("[SpecArc<S>(S.Idle, S.Last, Opens = SessionKind.Saving)]", "[SpecArc<S>(S.Idle, S.Last, Opens = SessionKind.Saving), {|#0:SpecArc<S>(S.Other, S.Last, Opens = SessionKind.Resuming)|}, SpecArc<S>(S.Idle, S.Other)]")
            .Edit("    Last,", "    Last,\n    Other,"),
        Rules.Expect(RuleIds.InconsistentSession));

    [Fact]
    public Task A_pre_copy_state_has_a_session() => Rules.Verify(
        Sound.Edit("    Idle,", "    Idle,\n    [PreCopyState] {|#0:Other|},").Edit("[StateMachineSpec]", "[StateMachineSpec, SpecArc<S>(S.Idle, S.Other), SpecArc<S>(S.Other, S.Idle)]"),
        Rules.Expect(RuleIds.InconsistentSession));

    [Fact]
    public Task The_initial_state_has_none() => Rules.Verify(
        Sound.Edit("[SpecArc<S>(S.Last, S.Idle)]", "[SpecArc<S>(S.Last, S.Idle, Opens = SessionKind.Resuming)]").Edit("    Idle,", "    {|#0:Idle|},"),
        Rules.Expect(RuleIds.InconsistentSession));
}
