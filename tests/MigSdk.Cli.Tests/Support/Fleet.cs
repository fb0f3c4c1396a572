namespace MigSdk.Cli.Tests;

/// <summary>The source of an assembly with specs and drivers of several kinds, some of them faulty.</summary>
internal static class Fleet
{
    internal const string Source =
        """
        using System;
        using MigSdk;
        using static MigSdk.MigrationState;

        namespace Fleet;

        [StateMachineSpec(Initial = (long)Awake)]
        [SpecArc<Sleep>(Awake, Dozing), SpecArc<Sleep>(Dozing, Awake), SpecArc<Sleep>(Dozing, Asleep), SpecArc<Sleep>(Asleep, Awake)]
        public enum Sleep { Awake = 1, [Optional] Dozing = 2, Asleep = 3 }

        [StateMachineSpec(Initial = (long)On, SingleArcsOnly = true)]
        [SpecArc<Lamp>(On, Off), SpecArc<Lamp>(Off, On), SpecArc<Lamp>(Off, Broken), SpecArc<Lamp>(Broken, On)]
        public enum Lamp { On, Off, Broken }

        [StateMachineSpec]
        [SpecArc<Island>(Shore, Shore)]
        public enum Island { Shore, Sea }

        [MigrationDriver(MigrationFeatures.P2P)]
        public class Nic
        {
            // Whoever runs this assembly's code, rather than reads it, notices.
            static Nic() => throw new InvalidOperationException("The driver's code has run.");

            [Arc(Running, RunningP2P), Arc(RunningP2P, Running), Arc(RunningP2P, Stop), Arc(Stop, RunningP2P)]
            private void Turn() { }

            [Arc(Stop, StopCopy)]
            private SavingSession BeginSaving() => null!;

            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming() => null!;

            [Arc(StopCopy, Stop), Arc(Resuming, Stop)]
            private void End() { }
        }

        public static class Attic
        {
            [MigrationDriver]
            private class Unfinished
            {
                [Arc(Running, Stop), Arc(Stop, Running)]
                private void Turn() { }
            }
        }
        """;

    /// <summary>The assembly, compiled once.</summary>
    internal static string Assembly { get; } = Compiled.ToFile("Fleet", Source);
}
