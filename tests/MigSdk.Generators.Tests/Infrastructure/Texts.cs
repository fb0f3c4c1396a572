namespace MigSdk.Generators.Tests;

/// <summary>Sources that several tests use.</summary>
internal static class Texts
{
    /// <summary>A driver of the VFIO FSM with every handler that flags 1 require.</summary>
    internal const string StopCopyDriver = """
        using MigSdk;
        using static MigSdk.MigrationState;

        namespace Devices;

        /// <summary>A device.</summary>
        [MigrationDriver]
        public sealed partial class Nic
        {
            [Arc(Stop, Running), Arc(Running, Stop), Arc(StopCopy, Stop), Arc(Resuming, Stop)]
            private void Step(ArcContext arc) { }

            [Arc(Stop, StopCopy)]
            private SavingSession BeginSaving() => null!;

            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming() => null!;
        }
        """;

    /// <summary>A driver of the VFIO FSM with every handler that flags 7 require.</summary>
    internal const string FullDriver = """
        using MigSdk;
        using static MigSdk.MigrationState;

        namespace Devices;

        /// <summary>A device.</summary>
        [MigrationDriver(MigrationFeatures.P2P | MigrationFeatures.PreCopy)]
        public sealed partial class Nic
        {
            [Arc(Running, RunningP2P), Arc(RunningP2P, Running), Arc(RunningP2P, Stop), Arc(Stop, RunningP2P)]
            private void Quiesce() { }

            [Arc(PreCopy, PreCopyP2P), Arc(PreCopyP2P, PreCopy)]
            private void QuiesceWhileSaving() { }

            [Arc(Stop, StopCopy), Arc(Running, PreCopy), Arc(RunningP2P, PreCopyP2P)]
            private SavingSession BeginSaving(ArcContext arc) => null!;

            [Arc(PreCopyP2P, StopCopy)]
            private void StopForGood(SavingSession session) { }

            [Arc(StopCopy, Stop), Arc(PreCopy, Running), Arc(PreCopyP2P, RunningP2P)]
            private void EndSaving() { }

            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming() => null!;

            [Arc(Resuming, Stop)]
            private void Apply(ResumingSession session) { }
        }
        """;

    /// <summary>A spec without sessions, feature enum and error state.</summary>
    internal const string LampSpec = """
        using MigSdk;

        namespace Devices;

        /// <summary>A lamp.</summary>
        [StateMachineSpec]
        [SpecArc<Lamp>(Lamp.Off, Lamp.On), SpecArc<Lamp>(Lamp.On, Lamp.Off)]
        [SpecArc<Lamp>(Lamp.On, Lamp.Bright), SpecArc<Lamp>(Lamp.Bright, Lamp.On)]
        public enum Lamp
        {
            /// <summary>Dark.</summary>
            Off,
            /// <summary>Light.</summary>
            On,
            /// <summary>More light.</summary>
            [Optional] Bright,
        }
        """;

    /// <summary>A driver of <see cref="LampSpec"/>.</summary>
    internal const string LampDriver = """
        using MigSdk;

        namespace Devices;

        /// <summary>A device.</summary>
        [StateMachineDriver<Lamp>(Lamp.Bright)]
        public sealed partial class DeskLamp
        {
            [Arc<Lamp>(Lamp.Off, Lamp.On), Arc<Lamp>(Lamp.On, Lamp.Off)]
            private void Switch() { }

            [Arc<Lamp>(Lamp.On, Lamp.Bright), Arc<Lamp>(Lamp.Bright, Lamp.On)]
            private void Dim() { }
        }
        """;

    /// <summary>A driver of <see cref="LampSpec"/> in the namespace <c>Devices</c>, whatever stands around it.</summary>
    /// <param name="declaration">The declaration with <c>{</c>, and <c>}</c> where it is nested.</param>
    internal static string LampDriverAs(string declaration) => "using MigSdk;\n" + declaration.Replace(
        "DRIVER",
        "[Arc<Devices.Lamp>(Devices.Lamp.Off, Devices.Lamp.On), Arc<Devices.Lamp>(Devices.Lamp.On, Devices.Lamp.Off)] void Switch() { }")
        .Replace("[LAMP]", "[StateMachineDriver<Devices.Lamp>]");
}
