using System.Threading.Tasks;
using MigSdk.Analyzers.Tests;
using Xunit;

namespace MigSdk.CodeFixes.Tests;

/// <summary>MIG1002.</summary>
public sealed class MissingHandlerFixTests
{
    private const string Opening = "    [Arc(Stop, StopCopy)]\n    private SavingSession BeginSaving() => new DeviceSaving();\n\n";

    private const string Resuming = "    [Arc(Stop, Resuming)]\n    private ResumingSession BeginResuming() => new DeviceResuming();\n\n";

    private const string Empty =
        "[MigSdk.MigrationDriver] partial class {|MIG1002:{|MIG1002:{|MIG1002:{|MIG1002:{|MIG1002:{|MIG1002:Nic|}|}|}|}|}|} { }";

    private static readonly string Full =
        """
        [MigSdk.MigrationDriver] partial class Nic
        {
            [MigSdk.Arc(MigSdk.MigrationState.Stop, MigSdk.MigrationState.Running)]
            private void OnStopToRunning() => throw new System.NotImplementedException();

            [MigSdk.Arc(MigSdk.MigrationState.Stop, MigSdk.MigrationState.StopCopy)]
            private MigSdk.SavingSession BeginSaving() => throw new System.NotImplementedException();

            [MigSdk.Arc(MigSdk.MigrationState.Stop, MigSdk.MigrationState.Resuming)]
            private MigSdk.ResumingSession BeginResuming() => throw new System.NotImplementedException();

            [MigSdk.Arc(MigSdk.MigrationState.Running, MigSdk.MigrationState.Stop)]
            private void OnRunningToStop() => throw new System.NotImplementedException();

            [MigSdk.Arc(MigSdk.MigrationState.StopCopy, MigSdk.MigrationState.Stop)]
            private void OnStopCopyToStop() => throw new System.NotImplementedException();

            [MigSdk.Arc(MigSdk.MigrationState.Resuming, MigSdk.MigrationState.Stop)]
            private void OnResumingToStop() => throw new System.NotImplementedException();
        }
        """.ReplaceLineEndings("\n");

    [Fact]
    public Task A_handler_stands_after_the_one_that_leaves_the_same_state() => Fixes.Verify<MissingHandlerFix>(
        Source.Flags1.Edit("class Nic", "class {|MIG1002:Nic|}").Edit(Opening, ""),
        Source.Flags1.Edit(Opening, "").Edit(Resuming, Resuming + Opening.Replace("new DeviceSaving()", "throw new System.NotImplementedException()")));

    [Fact]
    public Task An_arc_that_opens_nothing_is_named_by_its_states() => Fixes.Verify<MissingHandlerFix>(
        "using System;\n" + Source.Flags1.Edit("class Nic", "class {|MIG1002:Nic|}").Edit(", Arc(StopCopy, Stop)", ""),
        "using System;\n" + Source.Flags1.Edit(", Arc(StopCopy, Stop)", "")
            .Edit("Apply(ResumingSession session) { }\n", "Apply(ResumingSession session) { }\n\n    [Arc(StopCopy, Stop)]\n    private void OnStopCopyToStop() => throw new NotImplementedException();\n"));

    [Fact]
    public Task An_empty_driver_gets_all() => Fixes.Verify<MissingHandlerFix>(Empty, Full, 1, "AddAllHandlers");

    [Fact]
    public async Task One_by_one_gives_the_same_handlers_in_the_order_in_which_they_are_asked_for()
    {
        FixTest<MissingHandlerFix> test = new() { CodeActionEquivalenceKey = "AddHandler" };
        test.BatchFixedState.Sources.Add(("/0/Test0.cs", Full));
        string[] handlers = Full.Split("\n\n");
        string oneByOne = "[MigSdk.MigrationDriver] partial class Nic\n{\n" + string.Join("\n\n", [
            Handler("OnResumingToStop"), Handler("OnRunningToStop"), Handler("BeginResuming"), Handler("OnStopToRunning"), Handler("BeginSaving"), Handler("OnStopCopyToStop"),
        ]) + "\n}";

        await Fixes.Verify(test, [Empty], [oneByOne], 6);

        string Handler(string name) => System.Array.Find(handlers, text => text.Contains(name + "()", System.StringComparison.Ordinal))!
            .Replace("[MigSdk.MigrationDriver] partial class Nic\n{\n", "").TrimEnd('}', '\n');
    }

    [Fact]
    public Task A_driver_of_another_spec_without_body_with_tabs_and_CRLF() => Fixes.Verify<MissingHandlerFix>(
        Crlf("""
            namespace Cards
            {
            	using MigSdk;

            	public partial class Slot<T>
            	{
            		// Sleeps well.
            		[StateMachineDriver<PowerState>]
            		internal sealed partial record {|MIG1002:{|MIG1002:{|MIG1002:{|MIG1002:Card|}|}|}|}(int Stop); // the card
            	}
            }
            """) + Crlf(Spec),
        Crlf("""
            namespace Cards
            {
            	using MigSdk;

            	public partial class Slot<T>
            	{
            		// Sleeps well.
            		[StateMachineDriver<PowerState>]
            		internal sealed partial record Card(int Stop)
            		{
            			[Arc<PowerState>(PowerState.D0, PowerState.D3Hot)]
            			private void OnD0ToD3Hot() => throw new System.NotImplementedException();

            			[Arc<PowerState>(PowerState.D3Hot, PowerState.D0)]
            			private void OnD3HotToD0() => throw new System.NotImplementedException();

            			[Arc<PowerState>(PowerState.D3Hot, PowerState.D3Cold)]
            			private void OnD3HotToD3Cold() => throw new System.NotImplementedException();

            			[Arc<PowerState>(PowerState.D3Cold, PowerState.D0)]
            			private void OnD3ColdToD0() => throw new System.NotImplementedException();
            		} // the card
            	}
            }
            """) + Crlf(Spec),
        1,
        "AddAllHandlers");

    [Fact]
    public Task Where_several_arcs_open_a_session_names_say_from_where() => Fixes.Verify<MissingHandlerFix>(
        Source.Flags5.Edit("class Nic", "class {|MIG1002:{|MIG1002:Nic|}|}").Edit("[Arc(Stop, StopCopy), Arc(Running, PreCopy)]", "private void BeginSavingFromStop() { }\n\n            "),
        Source.Flags5.Edit("[Arc(Stop, StopCopy), Arc(Running, PreCopy)]", "private void BeginSavingFromStop() { }\n\n            ")
            .Edit("private static void Move() { }\n", """
                private static void Move() { }

                            [Arc(Running, PreCopy)]
                            private SavingSession BeginSavingFromRunning() => throw new System.NotImplementedException();

                """)
            .Edit("BeginResuming() => new DeviceResuming();\n", """
                BeginResuming() => new DeviceResuming();

                            [Arc(Stop, StopCopy)]
                            private SavingSession BeginSavingFromStop2() => throw new System.NotImplementedException();

                """),
        1,
        "AddAllHandlers");

    [Fact]
    public Task Names_that_a_member_hides_are_written_out() => Fixes.Verify<MissingHandlerFix>(
        Source.Flags1.Edit("class Nic", "class {|MIG1002:Nic|}").Edit(Resuming, "    private void Stop() { }\n\n").Edit("Arc(Running, Stop), Arc(Stop, Running), Arc(StopCopy, Stop)", "Arc(Running, MigrationState.Stop), Arc(MigrationState.Stop, Running), Arc(StopCopy, MigrationState.Stop)").Edit("[Arc(Stop, StopCopy)]", "[Arc(MigrationState.Stop, StopCopy)]").Edit("[Arc(Resuming, Stop)]", "[Arc(Resuming, MigrationState.Stop)]"),
        Source.Flags1.Edit(Resuming, "    [Arc(MigrationState.Stop, Resuming)]\n    private ResumingSession BeginResuming() => throw new System.NotImplementedException();\n\n    private void Stop() { }\n\n").Edit("Arc(Running, Stop), Arc(Stop, Running), Arc(StopCopy, Stop)", "Arc(Running, MigrationState.Stop), Arc(MigrationState.Stop, Running), Arc(StopCopy, MigrationState.Stop)").Edit("[Arc(Stop, StopCopy)]", "[Arc(MigrationState.Stop, StopCopy)]").Edit("[Arc(Resuming, Stop)]", "[Arc(Resuming, MigrationState.Stop)]"));

    [Fact]
    public Task A_handler_stands_in_the_file_of_its_kin() => Fixes.Verify<MissingHandlerFix>(
        ["using MigSdk;\n[MigrationDriver]\npartial class {|MIG1002:{|MIG1002:Nic|}|} { }", Source.Flags1.Edit("[MigrationDriver]\n", "").Edit(", Arc(StopCopy, Stop)", "").Edit(Resuming, "").Edit("public sealed partial", "partial")],
        [
            "using MigSdk;\n[MigrationDriver]\npartial class Nic { }",
            Source.Flags1.Edit("[MigrationDriver]\n", "").Edit(", Arc(StopCopy, Stop)", "").Edit(Resuming, Resuming.Replace("new DeviceResuming()", "throw new System.NotImplementedException()")).Edit("public sealed partial", "partial")
                .Edit("Apply(ResumingSession session) { }\n", "Apply(ResumingSession session) { }\n\n    [Arc(StopCopy, Stop)]\n    private void OnStopCopyToStop() => throw new System.NotImplementedException();\n"),
        ],
        1,
        "AddAllHandlers");

    [Fact]
    public Task The_one_handler_that_could_serves_the_arc_too() => Fixes.Verify<MissingHandlerFix>(
        Source.Flags5.Edit("class Nic", "class {|MIG1002:Nic|}").Edit(", Arc(Running, PreCopy)]", "]"),
        Source.Flags5,
        key: "ShareHandler");

    [Fact]
    public Task On_one_line_and_at_the_end() => Fixes.Verify<MissingHandlerFix>(
        "using MigSdk; using static PowerState;\n[StateMachineDriver<PowerState>] partial class {|MIG1002:Card|} { [Arc<PowerState>(D0, D3Hot), Arc<PowerState>(D3Hot, D0)] void A() { } [Arc<PowerState>(D3Hot, D3Cold)] void B() { } }" + Spec,
        """
        using MigSdk; using static PowerState;
        [StateMachineDriver<PowerState>] partial class Card { [Arc<PowerState>(D0, D3Hot), Arc<PowerState>(D3Hot, D0)] void A() { } [Arc<PowerState>(D3Hot, D3Cold)] void B() { } 

            [Arc<PowerState>(D3Cold, D0)]
            private void OnD3ColdToD0() => throw new System.NotImplementedException();
        }
        """ + Spec);

    [Fact]
    public Task Inside_regions_and_beside_comments() => Fixes.Verify<MissingHandlerFix>(
        Source.Flags1.Edit("class Nic", "class {|MIG1002:{|MIG1002:Nic|}|}").Edit(Opening + Resuming, "    #region Data\n\n").Edit("private void Apply(ResumingSession session) { }\n", "private void Apply(ResumingSession session) { } // all of it\n\n    #endregion\n    // The end.\n"),
        Source.Flags1.Edit(Opening + Resuming, """

                [Arc(Stop, StopCopy)]
                private SavingSession BeginSaving() => throw new System.NotImplementedException();

                [Arc(Stop, Resuming)]
                private ResumingSession BeginResuming() => throw new System.NotImplementedException();

                #region Data


            """.TrimStart('\n', '\r')).Edit("private void Apply(ResumingSession session) { }\n", "private void Apply(ResumingSession session) { } // all of it\n\n    #endregion\n    // The end.\n"),
        1,
        "AddAllHandlers");

    private static string Spec => "\n" + Source.PowerSpec.Replace("using static PowerState;", "")
        .Replace("using System.Threading;\nusing System.Threading.Tasks;\nusing MigSdk;\n", "")
        .Replace("[StateMachineSpec]", "[MigSdk.StateMachineSpec]").Replace("[SpecArc<PowerState>(", "[MigSdk.SpecArc<PowerState>(PowerState.")
        .Replace("[Blocked<PowerState>(", "[MigSdk.Blocked<PowerState>(PowerState.").Replace(", D", ", PowerState.D").Replace("[Optional]", "[MigSdk.Optional]");

    private static string Crlf(string source) => source.ReplaceLineEndings("\r\n");
}
