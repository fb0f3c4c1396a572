namespace MigSdk.Analyzers.Tests;

/// <summary>A driver with PRE_COPY of which a test says what it does with its sessions.</summary>
internal static class SessionDriver
{
    /// <summary>Members that save and do nothing else.</summary>
    internal const string Saving =
        """
        [Arc(Running, PreCopy), Arc(Stop, StopCopy)]
        private SavingSession BeginSaving() => SavingSession.FromBlock(new byte[8]);

        [Arc(PreCopy, StopCopy), Arc(PreCopy, Running), Arc(StopCopy, Stop)]
        private void GoOnSaving() { }
        """;

    /// <summary>Members that resume and do nothing else.</summary>
    internal const string Resuming =
        """
        [Arc(Stop, Resuming)]
        private ResumingSession BeginResuming() => ResumingSession.Buffered(8);

        [Arc(Resuming, Stop)]
        private void Apply() { }
        """;

    /// <summary>A driver that resumes as above and saves as said.</summary>
    internal static string WithSaving(string members) => With(members + Resuming);

    /// <summary>A driver that saves as above and resumes as said.</summary>
    internal static string WithResuming(string members) => With(members + Saving);

    /// <summary>A driver of these members and of one for the arcs without sessions.</summary>
    internal static string With(string members) =>
        $$"""
        using System;
        using System.Buffers;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using MigSdk;
        using static MigSdk.MigrationState;

        [MigrationDriver(MigrationFeatures.PreCopy)]
        public sealed partial class Nic
        {
            [Arc(Running, Stop), Arc(Stop, Running)]
            private void Move() { }

            {{members}}
        }

        """;
}
