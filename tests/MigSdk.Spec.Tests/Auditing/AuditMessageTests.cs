using System.Linq;
using Xunit;

namespace MigSdk.Spec.Tests;

/// <summary>Every finding in its whole words: people read them while they write a spec.</summary>
public sealed class AuditMessageTests
{
    [Fact]
    public void Of_states()
    {
        Says(
            Make.Builder("B=C").State("A", 9).Initial("A").Error("A"),
            "State 'A' is both the initial and the error state: reset could not lead out of it. Name another initial state.");
        Says(
            Make.Builder("A=B", optional: "A"),
            "The initial state 'A' is optional, but every driver begins in it. Make it an ordinary state, or name another "
                + "initial state.");
        Says(
            Make.Builder("A=B").OptionalState("E", 9).Error("E"),
            "The error state 'E' requires a feature, but it belongs to every driver. Remove the requirement.");
        Says(
            Make.Builder("A=B").State("C", 1).Arc("A", "C").Arc("C", "A"),
            "States 'B' and 'C' have the same value 1, so nobody can tell them apart. Give one of them another value.");
    }

    [Fact]
    public void Of_arcs()
    {
        Says(
            Make.Builder("A=B A-B"),
            "The arc A -> B is declared more than once. Remove all but one of the declarations.");
        Says(
            Make.Builder("A=B B-B"),
            "The arc B -> B leads from a state onto itself, which never takes a step. Remove the arc.");
        Says(
            Make.Builder("A=B B-E").Error("E"),
            "The arc B -> E is at the error state: only a failure leads there, and only reset leads out. Remove the arc.");
    }

    [Fact]
    public void Of_sessions_at_states()
    {
        Says(
            Make.Builder("A=B").State("P", 9, preCopy: true).Arc("B", "P").Arc("P", "B"),
            "State 'P' is a pre-copy state but belongs to no session group. Let the arcs that lead to it open a session, or drop "
                + "the mark.");
        Says(
            Make.Builder("A=B").State("E", 9, group: "Saving").Error("E"),
            "The error state 'E' belongs to the session group 'Saving', but entering it closes every session. Take it out of "
                + "the group.");
        Says(
            Make.Builder("A-B").Arc("B", "A", opens: "Saving"),
            "The initial state 'A' belongs to the session group 'Saving', but no session is open after reset. Take it out of "
                + "the group: no arc that leads to it may open a session.");
    }

    [Fact]
    public void Of_sessions_at_arcs()
    {
        Says(
            Make.Builder("A-B B-A S-A", sessions: "S:Saving").Arc("A", "S", opens: "Saving").Arc("B", "S"),
            "The arc B -> S enters the session group 'Saving' from outside but does not say that it opens this session. Add "
                + "Opens to the arc.");
        Says(
            Make.Builder("A=B").State("S", 9, group: "Saving").Arc("S", "A").Arc("A", "S", opens: "Resuming"),
            "The arc A -> S says that it opens 'Resuming', but 'S' belongs to the session group 'Saving'. Let the arc open the "
                + "group of its target, or give the target that group.");
        Says(
            new StateMachineSpec("S", [new("A", 0), new("B", 1)], [], [new(0, 1, Opens: "Saving"), new(1, 0)], [], 0),
            "The arc A -> B says that it opens 'Saving', but 'B' belongs to no session group. Let the arc open the group of its "
                + "target, or give the target that group.");
        Says(
            Make.Builder("A-S A-T S-A T-A", sessions: "S:Saving T:Saving").Arc("S", "T", opens: "Saving"),
            "The arc S -> T says that it opens 'Saving', but 'S' belongs to that session group too: the session is open already "
                + "and goes on. Remove Opens from the arc.");
    }

    [Fact]
    public void Of_states_that_miss_arcs()
    {
        Says(
            Make.Builder("A=B C-A"),
            "State 'C' cannot be reached from the initial state 'A'. Add an arc that leads to it, or remove the state.");
        Says(
            Make.Builder("A=B D-C C-A"),
            "State 'D' cannot be reached from the initial state 'A' (the same holds, by way of it, for 'C'). Add an arc that "
                + "leads to it, or remove the state.");
        Says(
            Make.Builder("A=B C-D D-E E-F F-G G-H H-A"),
            "State 'C' cannot be reached from the initial state 'A' (the same holds, by way of it, for 'D', 'E', 'F', 'G' and "
                + "1 more). Add an arc that leads to it, or remove the state.");
        Says(
            Make.Builder("A=B C-D D-E E-F F-G G-A"),
            "State 'C' cannot be reached from the initial state 'A' (the same holds, by way of it, for 'D', 'E', 'F', 'G'). "
                + "Add an arc that leads to it, or remove the state.");
        Says(
            Make.Builder("A=B B-C"),
            "There is no way back from state 'C' to the initial state 'A'. Add an arc that leads away from it, or remove the "
                + "state.");
    }

    [Fact]
    public void Of_blocked_pairs()
    {
        Says(
            Make.Builder("A=B").Blocked("B", "B"),
            "Blocking B -> B makes no sense: a state onto itself takes no step, and is always supported. Remove the blocked "
                + "pair.");
        Says(
            Make.Builder("A=B").State("E", 9).Error("E").Blocked("B", "E"),
            "Blocking B -> E makes no sense: nothing leads to or from the error state anyway. Remove the blocked pair.");
        Says(
            Make.Builder("A=B").Blocked("A", "B"),
            "Blocking A -> B makes no sense: the spec has this very arc. Remove either the arc or the blocked pair.");
        Says(
            Make.Builder("A-B B-C C-A").Blocked("A", "C").Blocked("A", "C"),
            "Blocking A -> C makes no sense: it is blocked already. Remove the repetition.");
        Says(
            Make.Builder("A-B B-C C-A").Blocked("A", "C").SingleArcsOnly(),
            "Blocking A -> C makes no sense: the spec allows single arcs only, and this is none. Remove the blocked pair.");
        Says(
            Make.Builder("A-S S-B B-C C-A", sessions: "S:Saving").Blocked("A", "C"),
            "Blocking A -> C makes no sense: there is no path between these states anyway. Remove the blocked pair.");
    }

    [Fact]
    public void Of_ties() => Says(
        Make.Builder("A-X A-Y X-B Y-B B-A X-Y Y-X"),
        "From 'A' to 'B' two paths are equally good: A -> X -> B and A -> Y -> B. Give an arc of one of them a higher Preference, "
            + "block the pair, or declare that the spec has single arcs only.");

    private static void Says(StateMachineSpecBuilder builder, string message) => Says(builder.Build(), message);

    private static void Says(StateMachineSpec spec, string message) =>
        Assert.Equal([message], Auditor.Audit(spec).Select(finding => finding.Message));
}
