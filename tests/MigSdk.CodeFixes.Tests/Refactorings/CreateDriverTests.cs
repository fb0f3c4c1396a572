using System.Linq;
using System.Threading.Tasks;
using MigSdk.Analyzers.Tests;
using Xunit;
using CreateDriver = MigSdk.CodeFixes.Tests.Refactoring<MigSdk.CodeFixes.CreateDriverRefactoring>;

namespace MigSdk.CodeFixes.Tests;

public sealed class CreateDriverTests
{
    private const string Make = "Make a migration driver/";

    private static readonly string[] FeatureSets =
        [$"{Make}StopCopy", $"{Make}StopCopy + P2P", $"{Make}StopCopy + PreCopy", $"{Make}StopCopy + P2P + PreCopy"];

    [Fact]
    public Task A_driver_of_one_feature_gets_its_six_arcs() => CreateDriver.VerifyAsync(
        "Write the handlers of all 6 arcs",
        """
        using MigSdk;
        using static MigSdk.MigrationState;

        namespace Devices;

        [MigrationDriver]
        public sealed partial class Ni$$c
        {
        }
        """,
        """
        using System;
        using MigSdk;
        using static MigSdk.MigrationState;

        namespace Devices;

        [MigrationDriver]
        public sealed partial class Nic
        {
            // Halts the device: nothing in it or around it changes any more. A stream that is open goes on to its end.
            [Arc(Running, Stop)]
            private void Quiesce() => throw new NotImplementedException();

            // The device works again.
            [Arc(Stop, Running)]
            private void Restart() => throw new NotImplementedException();

            // The device goes on as it is. The SDK owns the session from here.
            [Arc(Stop, StopCopy)]
            private SavingSession BeginSaving() => throw new NotImplementedException();

            // The SDK closes the session; what the driver keeps for it ends here.
            [Arc(StopCopy, Stop)]
            private void EndSaving() => throw new NotImplementedException();

            // The device may be reset. The SDK owns the session from here.
            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming() => throw new NotImplementedException();

            // Checks the data, throws where they are bad, and takes them in.
            [Arc(Resuming, Stop)]
            private void Apply(ResumingSession session) => throw new NotImplementedException();
        }
        """);

    [Fact]
    public Task An_empty_class_becomes_a_driver_of_all_features() => CreateDriver.VerifyAsync(
        $"{Make}StopCopy + P2P + PreCopy",
        """
        using System;

        /// <summary>A network card.</summary>
        public sealed partial class N$$ic(Uri address);
        """,
        """
        using System;
        using MigSdk;
        using static MigSdk.MigrationState;

        /// <summary>A network card.</summary>
        [MigrationDriver(MigrationFeatures.P2P | MigrationFeatures.PreCopy)]
        public sealed partial class Nic(Uri address)
        {
            // Starts no new peer-to-peer DMA and waits for what is in flight.
            [Arc(Running, RunningP2P), Arc(PreCopy, PreCopyP2P)]
            private void SuspendInitiator() => throw new NotImplementedException();

            // Peer-to-peer DMA may be started again.
            [Arc(RunningP2P, Running), Arc(PreCopyP2P, PreCopy)]
            private void ResumeInitiator() => throw new NotImplementedException();

            // Halts the device: nothing in it or around it changes any more. A stream that is open goes on to its end.
            [Arc(RunningP2P, Stop), Arc(PreCopyP2P, StopCopy)]
            private void SuspendResponder() => throw new NotImplementedException();

            // The device works again, but starts no peer-to-peer DMA.
            [Arc(Stop, RunningP2P)]
            private void ResumeResponder() => throw new NotImplementedException();

            // The device goes on as it is. The SDK owns the session from here.
            [Arc(Stop, StopCopy), Arc(Running, PreCopy), Arc(RunningP2P, PreCopyP2P)]
            private SavingSession BeginSaving() => throw new NotImplementedException();

            // The SDK closes the session; what the driver keeps for it ends here.
            [Arc(StopCopy, Stop), Arc(PreCopy, Running), Arc(PreCopyP2P, RunningP2P)]
            private void EndSaving() => throw new NotImplementedException();

            // The device may be reset. The SDK owns the session from here.
            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming() => throw new NotImplementedException();

            // Checks the data, throws where they are bad, and takes them in.
            [Arc(Resuming, Stop)]
            private void Apply(ResumingSession session) => throw new NotImplementedException();
        }
        """);

    [Fact]
    public async Task A_file_without_usings_gets_them()
    {
        string changed = (await CreateDriver.ApplyAsync($"{Make}StopCopy", "public partial class $$Nic { }"))[0];

        Assert.StartsWith(
            """
            using System;
            using MigSdk;
            using static MigSdk.MigrationState;

            [MigrationDriver]
            public partial class Nic
            {
                // Halts

            """.TrimEnd(),
            changed);
    }

    [Fact]
    public async Task Every_feature_set_can_be_chosen_and_gives_a_whole_driver()
    {
        const string Source = "public partial class $$Nic { }";

        Assert.Equal(FeatureSets, await CreateDriver.TitlesAsync(Source));
        int[] arcs = new int[FeatureSets.Length];
        for (int i = 0; i < arcs.Length; i++)
            arcs[i] = (await CreateDriver.ApplyAsync(FeatureSets[i], Source))[0].Split("Arc(").Length - 1;
        Assert.Equal([6, 8, 9, 15], arcs);
    }

    [Fact]
    public Task A_spec_of_ones_own_gets_generic_attributes() => CreateDriver.VerifyAsync(
        "Write the handlers of all 4 arcs",
        Source.PowerSpec + """
        [$$StateMachineDriver<PowerState>]
        public partial class Function
        {
            private int _count;

            public int Count => _count++; // counts
        }
        """,
        Source.PowerSpec.Replace("using System.Threading;", "using System;\nusing System.Threading;") + """
        [StateMachineDriver<PowerState>]
        public partial class Function
        {
            private int _count;

            public int Count => _count++; // counts

            [Arc<PowerState>(D0, D3Hot)]
            private void D0ToD3Hot() => throw new NotImplementedException();

            [Arc<PowerState>(D3Hot, D0)]
            private void D3HotToD0() => throw new NotImplementedException();

            [Arc<PowerState>(D3Hot, D3Cold)]
            private void D3HotToD3Cold() => throw new NotImplementedException();

            [Arc<PowerState>(D3Cold, D0)]
            private void D3ColdToD0() => throw new NotImplementedException();
        }
        """);

    [Theory]
    [InlineData("[MigrationDriver(MigrationFeatures.P2P), System.Obsolete] public partial class $$Nic { }", 8)]
    [InlineData("[MigrationDriver] public partial class $$Nic<Stop> where Stop : class { private void Running() => Running(); }", 6)]
    [InlineData("[MigrationDriver] public partial class $$Nic { private int Quiesce, Restart; private object? State2 => null; }", 6)]
    [InlineData("[MigrationDriver] public partial class Nic$$\n{\n    // to do\n}", 6)]
    [InlineData("[MigrationDriver] public partial record Ni$$c(int Number);", 6)]
    [InlineData("public partial class Outer { public partial struct Inner { [MigrationDriver] private partial class $$Nic { } } }", 6)]
    [InlineData("namespace A { using MigSdk; [MigrationDriver$$(MigrationFeatures.PreCopy)] partial class Nic { [OnReset] private void Reset2() { } } }", 9)]
    [InlineData("[StateMachineDriver<Rfc2022State>] partial class $$Nic;", 15)]
    [InlineData("[MigrationDriver]\r\npublic partial class $$Nic\r\n{\r\n}\r\n", 6)]
    [InlineData("[MigrationDriver] public partial class $$Nic\n{\n\tprivate int _i = 1;\n\tpublic int I => _i;\n}\n", 6)]
    public async Task The_result_compiles_in_every_shape_of_class(string source, int count)
    {
        string[] changed = await CreateDriver.ApplyAsync($"Write the handlers of all {count} arcs", "using MigSdk;\n" + source);

        Assert.Equal(count, changed[0].Split("Arc(").Length + changed[0].Split("Arc<").Length - 2);
        Assert.DoesNotContain("global::", changed[0]);
    }

    [Fact]
    public async Task A_using_that_would_harm_other_code_is_not_added()
    {
        string changed = (await CreateDriver.ApplyAsync(
            "Write the handlers of all 6 arcs",
            """
            using MigSdk;
            using static Signals;

            public enum Signals { Stop, Go }

            [MigrationDriver]
            public partial class $$Nic
            {
                public Signals Signal => Stop;
            }
            """))[0];

        Assert.Contains("[Arc(MigrationState.Stop, MigrationState.StopCopy)]", changed);
        Assert.DoesNotContain("using static MigSdk", changed);
    }

    [Theory]
    [InlineData("public class $$Nic { }")]
    [InlineData("public static partial class $$Nic { }")]
    [InlineData("public partial struct $$Nic { }")]
    [InlineData("public partial interface $$INic { }")]
    [InlineData("file partial class $$Nic { }")]
    [InlineData("public partial class $$Nic { private int _i; }")]
    [InlineData("public partial class $$Nic { } public partial class Nic { public void M() { } }")]
    [InlineData("public partial class Nic { $$ }")]
    [InlineData("public class Outer { public partial class $$Nic { } }")]
    [InlineData("[MigrationDriver] public class $$Nic { }")]
    [InlineData("[MigrationDriver(Nothing)] public partial class $$Nic { }")]
    [InlineData("[StateMachineDriver<System.DayOfWeek>] public partial class $$Nic { }")]
    [InlineData("[MigrationDriver] public partial class $$Nic { [Arc(MigrationState.Stop, MigrationState.Running)] void M() { } }")]
    [InlineData("[MigrationDriver] public partial class $$Nic { [Arc(] void M() { } }")]
    [InlineData("[MigrationDriver] public partial class $$Nic { [OnExit(SessionKind.Saving)] void M() { } }")]
    [InlineData("[MigrationDriver] public partial class $$Nic")]
    [InlineData("[MigrationDriver] public partial class $$")]
    [InlineData("[MigrationDriver$$")]
    [InlineData("$$")]
    public async Task Elsewhere_nothing_is_offered(string source) =>
        Assert.Empty(await CreateDriver.TitlesAsync("using MigSdk;\n" + source));

    [Fact]
    public async Task A_handler_in_another_file_counts() =>
        Assert.Empty(await CreateDriver.TitlesAsync("using MigSdk; [MigrationDriver] partial class $$Nic { }",
            "using MigSdk; partial class Nic { [Arc(MigrationState.Stop, MigrationState.Running)] void M() { } }"));

    [Fact]
    public async Task At_any_cursor_of_a_half_typed_source_nothing_is_thrown()
    {
        const string Source = "using MigSdk;\n[MigrationDriver]\npublic sealed partial class Nic(int i) : object { int I => i; }";
        foreach (int end in Enumerable.Range(0, Source.Length + 1))
            await CreateDriver.TitlesAsync(Source[..end] + "$$");
    }
}
