using System;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace MigSdk.Spec.Tests;

public sealed class DiagramTests
{
    [Fact]
    public void A_spec_is_shown_as_a_mermaid_state_diagram()
    {
        Assert.Equal(
            """
            stateDiagram-v2
                state "Idle" as Idle
                state "Spooling [Fast]" as Spooling
                state "Reading (session Data)" as Reading
                state "Parked [optional]" as Parked
                state "Failed" as Failed
                [*] --> Idle
                Idle --> Spooling
                Spooling --> Reading : opens Data
                Reading --> Idle : closes Data
                Idle --> Parked
                Parked --> Idle
                note right of Idle : no path to Reading
                classDef group0 fill:#dbeafe,stroke:#1d4ed8,color:#111827
                class Reading group0
                classDef optional stroke-dasharray:4 3
                class Spooling,Parked optional
                classDef error fill:#fee2e2,stroke:#b91c1c,color:#111827
                class Failed error

            """,
            MermaidDiagram.Render(TapeSpec.Spec));
    }

    [Fact]
    public void Mermaid_gets_ids_of_letters_and_labels_without_anything_that_it_reads()
    {
        Assert.Equal(
            """
            stateDiagram-v2
                state "end" as state_0_
                state "a b [F#58;1#59;#123;#125;] (session G#34;#60;b#62;)" as state_1
                state "x#34;y#92;" as state_2
                state "#45;#45;#62;[#42;]" as state_3
                state "a#38;lt#59;#35;35#59;" as state_4
                state "state_0" as state_0
                state "new#92;u000Aline [optional]" as state_6
                [*] --> state_0_
                state_0_ --> state_1 : opens G#34;#60;b#62;
                state_1 --> state_2 : closes G#34;#60;b#62;
                state_2 --> state_3
                note right of state_3 : no path to new#92;u000Aline
                classDef group0 fill:#dbeafe,stroke:#1d4ed8,color:#111827
                class state_1 group0
                classDef optional stroke-dasharray:4 3
                class state_1,state_6 optional

            """,
            MermaidDiagram.Render(TapeSpec.Odd));
    }

    [Fact]
    public void A_spec_is_shown_as_a_graphviz_graph()
    {
        Assert.Equal(
            """
            digraph "Tape" {
                rankdir=LR;
                node [shape=box, style=rounded];
                "Idle" [label="Idle\n10", penwidth=2];
                "Spooling" [label="Spooling\n200\nFast", style="rounded,dashed"];
                "Parked" [label="Parked\n13\noptional", style="rounded,dashed"];
                "Failed" [label="Failed\n-1", color=red];
                subgraph cluster_0 {
                    label="session Data";
                    "Reading" [label="Reading\n12"];
                }
                "Idle" -> "Spooling";
                "Spooling" -> "Reading" [label="opens Data"];
                "Reading" -> "Idle" [label="closes Data"];
                "Idle" -> "Parked";
                "Parked" -> "Idle";
                "Idle" -> "Reading" [color=red, style=dashed, constraint=false];
            }

            """,
            DotGraph.Render(TapeSpec.Spec));
    }

    [Fact]
    public void Graphviz_gets_odd_names_in_quotes_and_escaped()
    {
        Assert.Equal(
            """
            digraph "o\"d\\d\\u000A<x>" {
                rankdir=LR;
                node [shape=box, style=rounded];
                "end" [label="end\n0", penwidth=2];
                "x\"y\\" [label="x\"y\\\n2"];
                "-->[*]" [label="-->[*]\n3"];
                "a&lt;#35;" [label="a&amp;lt;#35;\n4"];
                "state_0" [label="state_0\n5"];
                "new\\u000Aline" [label="new\\u000Aline\n6\noptional", style="rounded,dashed"];
                subgraph cluster_0 {
                    label="session G\"<b>";
                    "a b" [label="a b\n1\nF:1;{}", style="rounded,dashed"];
                }
                "end" -> "a b" [label="opens G\"<b>"];
                "a b" -> "x\"y\\" [label="closes G\"<b>"];
                "x\"y\\" -> "-->[*]";
                "-->[*]" -> "new\\u000Aline" [color=red, style=dashed, constraint=false];
            }

            """,
            DotGraph.Render(TapeSpec.Odd));
    }

    [Fact]
    public void Two_states_of_one_name_are_two_states_of_a_diagram()
    {
        StateMachineSpec spec = new("S", [new("A", 0), new("A", 1)], [], [new(0, 1), new(1, 0)], [], 0);

        Assert.Contains("    A --> state_1\n", MermaidDiagram.Render(spec), StringComparison.Ordinal);
        Assert.Contains("    \"A\" -> \"state_1\";\n", DotGraph.Render(spec), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_group_of_vfio_is_a_cluster_and_a_class()
    {
        string dot = DotGraph.Render(VfioSpec.Spec);
        string mermaid = MermaidDiagram.Render(VfioSpec.Spec);

        Assert.Contains("class StopCopy,PreCopy,PreCopyP2P group0\n", mermaid, StringComparison.Ordinal);
        Assert.Contains("class Resuming group1\n", mermaid, StringComparison.Ordinal);
        Assert.Contains("label=\"session Saving\"", dot, StringComparison.Ordinal);
        Assert.Contains("label=\"session Resuming\"", dot, StringComparison.Ordinal);
        Assert.Equal(15 + 2, Regex.Count(dot, " -> "));
    }

    [Fact]
    public void Lines_end_the_same_way_everywhere()
    {
        string[] texts =
        [
            SpecTable.Render(TapeSpec.Odd),
            MermaidDiagram.Render(TapeSpec.Odd),
            DotGraph.Render(TapeSpec.Odd),
            PathTable.Render(Planner.Plan(TapeSpec.Odd).For(IndexSet.Of(0, 1))),
        ];

        Assert.All(texts, text => Assert.DoesNotContain('\r', text));
        Assert.All(texts, text => Assert.EndsWith("\n", text, StringComparison.Ordinal));
        Assert.All(texts.SelectMany(text => text.Split('\n')), line => Assert.Equal(line.TrimEnd(), line));
    }
}
