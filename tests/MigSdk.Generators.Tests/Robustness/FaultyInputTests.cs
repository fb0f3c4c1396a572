using System.Linq;
using Xunit;

namespace MigSdk.Generators.Tests;

/// <summary>A mistake that the analyzers report leaves the rest of the class, and all that uses it, compilable.</summary>
public sealed class FaultyInputTests
{
    /// <summary>Somebody else's code that needs every generated member.</summary>
    private const string Host = """
        using System.Threading.Tasks;
        using MigSdk;
        namespace Devices;
        internal static class Host
        {
            internal static async Task Use(DeskLamp lamp)
            {
                lamp.SetState(Lamp.On);
                await lamp.SetStateAsync(Lamp.Off);
                lamp.Reset();
                await lamp.ResetAsync();
                IStateMachineDriver<Lamp> driver = lamp;
                _ = driver.State == lamp.State && DeskLamp.ArcSupported(Lamp.Off, Lamp.On)
                    && DeskLamp.TryGetNextState(Lamp.Off, Lamp.On, out _) && DeskLamp.GetPath(Lamp.Off, Lamp.On).IsEmpty
                    && DeskLamp.SupportedTransitions.Count == 0;
            }
        }
        """;

    [Theory]
    // MIG1002: a required arc without handler
    [InlineData(", Arc<Lamp>(Lamp.On, Lamp.Off)]", "]")]
    // MIG1003: not in the spec
    [InlineData("[Arc<Lamp>(Lamp.Off, Lamp.On)", "[Arc<Lamp>((Lamp)99, Lamp.On)")]
    [InlineData("[Arc<Lamp>(Lamp.Off, Lamp.On)", "[Arc<Lamp>(Lamp.On, Lamp.On), Arc(MigrationState.Stop, MigrationState.Running)")]
    // MIG1004: a state of an absent feature
    [InlineData("[StateMachineDriver<Lamp>(Lamp.Bright)]", "[StateMachineDriver<Lamp>]")]
    // MIG1005: an arc that the plan never uses
    [InlineData("private void Dim", "[Arc<Lamp>(Lamp.Off, Lamp.Bright)] private void Dim")]
    // MIG1006: two handlers
    [InlineData("private void Dim", "[Arc<Lamp>(Lamp.Off, Lamp.On)] private void Dim")]
    [InlineData("private void Dim", "[OnReset] private void R1() { } [OnReset] private void R2() { }\nprivate void Dim")]
    [InlineData("private void Dim", "[OnExit<Lamp>(Lamp.On)] private void R1() { } [OnExit<Lamp>(Lamp.On)] private void R2() { }\nprivate void Dim")]
    // MIG1007: signatures
    [InlineData("private void Dim()", "private void Dim(int level)")]
    [InlineData("private void Dim()", "private void Dim(ref ArcContext<Lamp> arc)")]
    [InlineData("private void Dim()", "private void Dim(ArcContext arc)")]
    [InlineData("private void Dim()", "private void Dim<T>()")]
    [InlineData("private void Dim() { }", "private int Dim() => 1;")]
    [InlineData("private void Dim() { }", "private System.Threading.Tasks.Task<int> Dim() => null!;")]
    [InlineData("private void Dim() { }", "private async void Dim() => await System.Threading.Tasks.Task.Yield();")]
    [InlineData("private void Dim() { }", "private partial void Dim();")]
    [InlineData("private void Dim", "[OnReset] private int R() => 1;\nprivate void Dim")]
    [InlineData("private void Dim", "[OnReset] private void R(int i) { }\nprivate void Dim")]
    [InlineData("private void Dim", "[StopCopyLength] private int R() => 1;\nprivate void Dim")]
    // MIG1008: the session law
    [InlineData("private void Dim() { }", "private SavingSession Dim() => null!;")]
    [InlineData("private void Dim()", "private void Dim(SavingSession session)")]
    [InlineData("private void Dim", "[OnEnter<Lamp>(Lamp.On)] private SavingSession R() => null!;\nprivate void Dim")]
    // MIG1009: an illegal feature set
    [InlineData("(Lamp.Bright)", "(Lamp.On, Lamp.Bright, (Lamp)99)")]
    [InlineData("(Lamp.Bright)", "(MigrationFeatures.P2P)")]
    [InlineData("(Lamp.Bright)", "(7)")]
    public void A_faulty_driver(string old, string faulty)
    {
        Assert.Contains(old, Texts.LampDriver);
        bool isWrongAsCSharp = faulty.Contains("partial void");
        GeneratorRun run = GeneratorRun.Of(Texts.LampSpec, Texts.LampDriver.Replace(old, faulty), Host);
        Assert.Single(run.Sources);
        if (isWrongAsCSharp)
            Assert.Equal("CS8795", run.ProblemIds);
        else
            run.AssertClean();
    }

    [Theory]
    // MIG2001 and MIG2002: out of reach, no way back
    [InlineData("[StateMachineSpec]", "[StateMachineSpec(Initial = 2)]")]
    [InlineData("[SpecArc<Lamp>(Lamp.Off, Lamp.On), SpecArc<Lamp>(Lamp.On, Lamp.Off)]", "")]
    // MIG2003: a tie
    [InlineData("[StateMachineSpec]", "[StateMachineSpec, SpecArc<Lamp>(Lamp.Off, Lamp.Bright), SpecArc<Lamp>(Lamp.Bright, Lamp.Off)]")]
    // MIG2004: one value twice
    [InlineData("    On,", "    On, /// <summary>Again.</summary>\n    Lit = On, /// <summary>Again.</summary>\n Dark = Off,")]
    [InlineData("    Off,", "    Off, /// <summary>Again.</summary>\n    None = Off,")]
    // MIG2005: arcs at the error state
    [InlineData("[StateMachineSpec]", "[StateMachineSpec(Error = 1)]")]
    [InlineData("[StateMachineSpec]", "[StateMachineSpec(Initial = 0, Error = 0)]")]
    // MIG2006: a blocked pair that blocks nothing, or an arc
    [InlineData("[StateMachineSpec]", "[StateMachineSpec, Blocked<Lamp>(Lamp.Off, Lamp.Off), Blocked<Lamp>(Lamp.Off, Lamp.On)]")]
    // MIG2007: sessions
    [InlineData("(Lamp.On, Lamp.Bright)", "(Lamp.On, Lamp.Bright, Opens = SessionKind.Saving), SpecArc<Lamp>(Lamp.Off, Lamp.Bright, Opens = SessionKind.Resuming)")]
    // MIG2008: an arc twice, or onto itself
    [InlineData("[StateMachineSpec]", "[StateMachineSpec, SpecArc<Lamp>(Lamp.Off, Lamp.On), SpecArc<Lamp>(Lamp.On, Lamp.On)]")]
    // MIG2009: what is no part of a spec
    [InlineData("[StateMachineSpec]", "[StateMachineSpec, SpecArc<Lamp>((Lamp)7, Lamp.On), Blocked<MigrationState>((MigrationState)1, 0)]")]
    [InlineData("[Optional]", "[Optional, Requires<MigrationFeatures>(MigrationFeatures.P2P)]")]
    [InlineData("[Optional]", "[Requires<System.AttributeTargets>((System.AttributeTargets)0x400000)]")]
    [InlineData("[StateMachineSpec]", "[StateMachineSpec(DriverInterface = typeof(System.IDisposable))]")]
    [InlineData("[StateMachineSpec]", "[StateMachineSpec(DriverInterface = typeof(string))]")]
    [InlineData("[StateMachineSpec]", "[StateMachineSpec(DriverInterface = typeof(IStateMachineDriver<>))]")]
    [InlineData("[StateMachineSpec]", "[StateMachineSpec(DriverInterface = typeof(IMigrationDriver))]")]
    [InlineData("    Off,", "    [Optional] Off,")]
    public void A_faulty_spec(string old, string faulty)
    {
        Assert.Contains(old, Texts.LampSpec);
        GeneratorRun run = GeneratorRun.Of(Texts.LampSpec.Replace(old, faulty), Texts.LampDriver, Host).AssertClean();
        Assert.Single(run.Sources);
    }

    [Theory]
    [InlineData("[StateMachineSpec]", "[StateMachineSpec(Initial = 99)]")]
    [InlineData("[StateMachineSpec]", "")]
    public void Where_there_is_nothing_to_plan_nothing_is_generated(string old, string faulty) =>
        Assert.Empty(GeneratorRun.Of(Texts.LampSpec.Replace(old, faulty), Texts.LampDriver).AssertClean().Sources);

    [Fact]
    public void An_enum_without_members_is_no_spec_to_plan() => Assert.Empty(GeneratorRun.Of(
        "[MigSdk.StateMachineSpec] enum Nothing { } [MigSdk.StateMachineDriver<Nothing>] partial class Nic { }").AssertClean().Sources);

    [Fact]
    public void A_missing_handler_is_told_when_its_arc_is_taken()
    {
        LoadedDriver driver = LoadedDriver.Of("D", """
            using MigSdk;
            [StateMachineSpec, SpecArc<S>(S.A, S.B), SpecArc<S>(S.B, S.A)] public enum S { A, B }
            [StateMachineDriver<S>] public partial class D { [Arc<S>(S.B, S.A)] void Back() { } }
            """);
        MigrationException failure = Assert.ThrowsAny<MigrationException>(() => driver.Start().SetState(1));
        Assert.Equal(Errno.EOPNOTSUPP, failure.Errno);
        Assert.Contains("A -> B", failure.Message);
    }

    [Fact]
    public void A_driver_of_VFIO_that_has_no_handler_at_all_compiles()
    {
        GeneratorRun run = GeneratorRun.Of("[MigSdk.MigrationDriver(MigSdk.MigrationFeatures.PreCopy)] partial class Nic { }").AssertClean();
        Assert.Equal(9, run.Source.Split('\n').Count(line => line.Contains("has no handler for")));
    }
}
