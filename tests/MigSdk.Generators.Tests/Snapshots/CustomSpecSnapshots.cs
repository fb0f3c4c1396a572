using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;
using static MigSdk.Generators.Tests.Verifier;

namespace MigSdk.Generators.Tests;

/// <summary>The whole output for drivers of other specs, without sessions, and of nested and faulty classes.</summary>
public sealed class CustomSpecSnapshots
{
    private const string SparseSpec = """
        using MigSdk;
        namespace Devices;
        [StateMachineSpec(Initial = (long)Valve.Closed, Error = (long)Valve.Broken)]
        [SpecArc<Valve>(Valve.Closed, Valve.Half), SpecArc<Valve>(Valve.Half, Valve.Open)]
        [SpecArc<Valve>(Valve.Open, Valve.Half), SpecArc<Valve>(Valve.Half, Valve.Closed)]
        internal enum Valve { Closed = 100, Half = 2000, Open = 30000, Broken = -1 }
        """;

    private const string SparseDriver = """
        using MigSdk;
        namespace Devices;
        [StateMachineDriver<Valve>]
        internal partial class MainValve
        {
            [Arc<Valve>(Valve.Closed, Valve.Half), Arc<Valve>(Valve.Half, Valve.Open)]
            [Arc<Valve>(Valve.Open, Valve.Half), Arc<Valve>(Valve.Half, Valve.Closed)]
            private void Turn(ArcContext<Valve> arc) { }
        }
        """;

    private const string NegativeSpec = """
        using MigSdk;
        namespace Devices;
        [StateMachineSpec]
        [SpecArc<Gear>(Gear.Neutral, Gear.First), SpecArc<Gear>(Gear.First, Gear.Neutral)]
        [SpecArc<Gear>(Gear.Neutral, Gear.Reverse), SpecArc<Gear>(Gear.Reverse, Gear.Neutral)]
        internal enum Gear : sbyte { Reverse = -1, Neutral, First }

        [StateMachineDriver<Gear>]
        internal partial class GearBox
        {
            [Arc<Gear>(Gear.Neutral, Gear.First), Arc<Gear>(Gear.Neutral, Gear.Reverse)] private void Engage(ArcContext<Gear> arc) { }
            [Arc<Gear>(Gear.First, Gear.Neutral), Arc<Gear>(Gear.Reverse, Gear.Neutral)] private void Release() { }
        }
        """;

    private const string NestedDriver = """
        using MigSdk;
        namespace Devices;
        internal partial interface IBus<TAddress>
            where TAddress : struct
        {
            partial record struct Port<@event>
            {
                [StateMachineDriver<Lamp>]
                private sealed partial class Light
                {
                    [Arc<Lamp>(Lamp.Off, Lamp.On), Arc<Lamp>(Lamp.On, Lamp.Off)] private void Switch() { }
                }
            }
        }
        """;

    [Fact]
    public Task Optional_state_and_byte_enum() => Verify(Clean(Texts.LampSpec.Replace("enum Lamp", "enum Lamp : byte"), Texts.LampDriver));

    [Fact]
    public Task Optional_state_that_the_driver_lacks() => Verify(Clean(Texts.LampSpec, """
        using MigSdk;
        namespace Devices;
        [StateMachineDriver<Lamp>]
        internal partial class Bulb { [Arc<Lamp>(Lamp.Off, Lamp.On), Arc<Lamp>(Lamp.On, Lamp.Off)] private void Switch() { } }
        """));

    [Fact]
    public Task Sparse_values() => Verify(Clean(SparseSpec, SparseDriver));

    [Fact]
    public Task Negative_values() => Verify(Clean(NegativeSpec));

    [Fact]
    public Task Asynchronous_without_sessions() => Verify(Clean(Texts.LampSpec, Texts.LampDriver
        .Replace("void Switch() { }", "System.Threading.Tasks.Task Switch() => System.Threading.Tasks.Task.CompletedTask;")));

    [Fact]
    public Task Single_threaded() =>
        Verify(Clean(Texts.LampSpec, Texts.LampDriver.Replace("(Lamp.Bright)", "(Lamp.Bright, SingleThreaded = true)")));

    [Fact]
    public Task Nested_and_generic() => Verify(Clean(Texts.LampSpec, NestedDriver));

    [Fact]
    public Task Missing_handler() =>
        Verify(Clean(Texts.LampSpec, Texts.LampDriver.Replace("Arc<Lamp>(Lamp.Off, Lamp.On), ", "")));

    [Fact]
    public Task Bad_signature() => Verify(Clean(Texts.LampSpec, Texts.LampDriver.Replace("Dim()", "Dim(int level)")));

    [Fact]
    public Task Not_partial() => Verify(Clean(Texts.LampSpec, Texts.LampDriver.Replace("partial ", "")));

    private static GeneratorDriver Clean(params string[] sources) => GeneratorRun.Of(sources).AssertClean().Driver;
}
