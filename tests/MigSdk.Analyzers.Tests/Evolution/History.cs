namespace MigSdk.Analyzers.Tests;

/// <summary>The specs that VFIO migration had, or nearly had, in 2022, each as it would stand in one and the same file.</summary>
internal static class History
{
    /// <summary>The RFC of 14 January without P2P: the states that the v1 bits already had.</summary>
    internal const string Base = RfcHead +
        """
        [SpecArc<RfcState>(Running, Stop), SpecArc<RfcState>(Stop, Running), SpecArc<RfcState>(PreCopy, StopCopy)]
        public enum {|#0:RfcState|}
        {
            Stop = 0, Running = 1, StopCopy = 2, [PreCopyState] PreCopy = 3, Resuming = 4, Error = 6,
        }
        """;

    /// <summary>The RFC as it was posted: every driver has the P2P states.</summary>
    internal const string AllP2P = RfcHead + P2PArcs +
        """
        public enum {|#0:RfcState|}
        {
            Stop = 0, Running = 1, StopCopy = 2, [PreCopyState] PreCopy = 3, Resuming = 4, Error = 6,
            [PreCopyState] PreCopyP2P = 5, RunningP2P = 7,
        }
        """;

    /// <summary>The same with the drivers let out that cannot do P2P, as Huawei's could not.</summary>
    internal const string OptionalP2P = RfcHead + P2PArcs +
        """
        public enum {|#0:RfcState|}
        {
            Stop = 0, Running = 1, StopCopy = 2, [PreCopyState] PreCopy = 3, Resuming = 4, Error = 6,
            [PreCopyState, Requires<Features>(Features.P2P)] PreCopyP2P = 5, [Requires<Features>(Features.P2P)] RunningP2P = 7,
        }

        [System.Flags]
        public enum Features { P2P = 1 }
        """;

    /// <summary>What was merged in March 2022: v2 without PRE_COPY.</summary>
    internal const string V2 = V2Head +
        """
        public enum {|#0:DeviceState|}
        {
            Error = 0, [Requires<Flags>(Flags.StopCopy)] Stop = 1, [Requires<Flags>(Flags.StopCopy)] Running = 2,
            [Requires<Flags>(Flags.StopCopy)] StopCopy = 3, [Requires<Flags>(Flags.StopCopy)] Resuming = 4,
            [Requires<Flags>(Flags.P2P)] RunningP2P = 5,
        }

        [System.Flags]
        public enum Flags { StopCopy = 1, P2P = 2 }
        """;

    /// <summary>v2 as PRE_COPY came back to it in December 2022.</summary>
    internal const string V2WithPreCopy = V2Head +
        """
        [SpecArc<DeviceState>(Running, PreCopy, Opens = SessionKind.Saving), SpecArc<DeviceState>(PreCopy, Running)]
        [SpecArc<DeviceState>(RunningP2P, PreCopyP2P, Opens = SessionKind.Saving), SpecArc<DeviceState>(PreCopyP2P, RunningP2P)]
        [SpecArc<DeviceState>(PreCopy, PreCopyP2P), SpecArc<DeviceState>(PreCopyP2P, PreCopy), SpecArc<DeviceState>(PreCopyP2P, StopCopy)]
        [Blocked<DeviceState>(StopCopy, PreCopy), Blocked<DeviceState>(StopCopy, PreCopyP2P)]
        public enum {|#0:DeviceState|}
        {
            Error = 0, [Requires<Flags>(Flags.StopCopy)] Stop = 1, [Requires<Flags>(Flags.StopCopy)] Running = 2,
            [Requires<Flags>(Flags.StopCopy)] StopCopy = 3, [Requires<Flags>(Flags.StopCopy)] Resuming = 4,
            [Requires<Flags>(Flags.P2P)] RunningP2P = 5, [PreCopyState, Requires<Flags>(Flags.PreCopy)] PreCopy = 6,
            [PreCopyState, Requires<Flags>(Flags.P2P | Flags.PreCopy)] PreCopyP2P = 7,
        }

        [System.Flags]
        public enum Flags { StopCopy = 1, P2P = 2, PreCopy = 4 }
        """;

    private const string RfcHead =
        """
        using MigSdk;
        using static RfcState;

        [StateMachineSpec(Initial = (long)Running, Error = (long)Error, FailurePolicy = FailurePolicy.RestoreStart)]
        [SpecArc<RfcState>(Running, PreCopy, Opens = SessionKind.Saving), SpecArc<RfcState>(PreCopy, Running)]
        [SpecArc<RfcState>(Stop, StopCopy, Opens = SessionKind.Saving), SpecArc<RfcState>(StopCopy, Stop)]
        [SpecArc<RfcState>(Stop, Resuming, Opens = SessionKind.Resuming), SpecArc<RfcState>(Resuming, Stop)]
        [Blocked<RfcState>(StopCopy, PreCopy)]

        """;

    private const string P2PArcs =
        """
        [SpecArc<RfcState>(RunningP2P, Stop), SpecArc<RfcState>(Stop, RunningP2P)]
        [SpecArc<RfcState>(Running, RunningP2P), SpecArc<RfcState>(RunningP2P, Running)]
        [SpecArc<RfcState>(PreCopy, PreCopyP2P), SpecArc<RfcState>(PreCopyP2P, PreCopy), SpecArc<RfcState>(PreCopyP2P, StopCopy)]
        [SpecArc<RfcState>(RunningP2P, PreCopyP2P, Opens = SessionKind.Saving), SpecArc<RfcState>(PreCopyP2P, RunningP2P)]
        [Blocked<RfcState>(StopCopy, PreCopyP2P)]

        """;

    private const string V2Head =
        """
        using MigSdk;
        using static DeviceState;

        [StateMachineSpec(Initial = (long)Running, Error = (long)Error)]
        [SpecArc<DeviceState>(RunningP2P, Stop), SpecArc<DeviceState>(Stop, RunningP2P)]
        [SpecArc<DeviceState>(Running, RunningP2P), SpecArc<DeviceState>(RunningP2P, Running)]
        [SpecArc<DeviceState>(Stop, StopCopy, Opens = SessionKind.Saving), SpecArc<DeviceState>(StopCopy, Stop)]
        [SpecArc<DeviceState>(Stop, Resuming, Opens = SessionKind.Resuming), SpecArc<DeviceState>(Resuming, Stop)]

        """;
}
