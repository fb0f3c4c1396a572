namespace MigSdk.Spec.Tests;

/// <summary>The specs that VFIO migration had, or nearly had, in 2022.</summary>
internal static class VfioHistory
{
    /// <summary>The RFC of 14 January without P2P: the states that the v1 bits already had.</summary>
    public static StateMachineSpec RfcBase { get; } = Rfc("RfcBase")
        .Arc("Running", "Stop")
        .Arc("Stop", "Running")
        .Arc("PreCopy", "StopCopy")
        .Build();

    /// <summary>The RFC as it was posted: every driver has the P2P states.</summary>
    public static StateMachineSpec RfcAllP2P { get; } = WithP2P(Rfc("RfcAllP2P")
        .State("PreCopyP2P", 5, group: "Saving", preCopy: true)
        .State("RunningP2P", 7)).Build();

    /// <summary>The same with the drivers let out that cannot do P2P, as Huawei's could not.</summary>
    public static StateMachineSpec RfcOptionalP2P { get; } = WithP2P(Rfc("RfcOptionalP2P")
        .Feature("P2P", 1)
        .State("PreCopyP2P", 5, ["P2P"], group: "Saving", preCopy: true)
        .State("RunningP2P", 7, ["P2P"])).Build();

    /// <summary>What was merged in March 2022: v2 without PRE_COPY.</summary>
    public static StateMachineSpec V2 { get; } = new StateMachineSpecBuilder("V2")
        .Feature("StopCopy", 1)
        .Feature("P2P", 2)
        .State("Error", 0)
        .State("Stop", 1, ["StopCopy"])
        .State("Running", 2, ["StopCopy"])
        .State("StopCopy", 3, ["StopCopy"])
        .State("Resuming", 4, ["StopCopy"])
        .State("RunningP2P", 5, ["StopCopy", "P2P"])
        .Arc("RunningP2P", "Stop")
        .Arc("Stop", "RunningP2P")
        .Arc("Running", "RunningP2P")
        .Arc("RunningP2P", "Running")
        .Arc("Stop", "StopCopy", opens: "Saving")
        .Arc("StopCopy", "Stop")
        .Arc("Stop", "Resuming", opens: "Resuming")
        .Arc("Resuming", "Stop")
        .Initial("Running")
        .Error("Error")
        .Build();

    private static StateMachineSpecBuilder Rfc(string name) => new StateMachineSpecBuilder(name)
        .State("Stop", 0)
        .State("Running", 1)
        .State("StopCopy", 2, group: "Saving")
        .State("PreCopy", 3, group: "Saving", preCopy: true)
        .State("Resuming", 4)
        .State("Error", 6)
        .Arc("Running", "PreCopy", opens: "Saving")
        .Arc("PreCopy", "Running")
        .Arc("Stop", "StopCopy", opens: "Saving")
        .Arc("StopCopy", "Stop")
        .Arc("Stop", "Resuming", opens: "Resuming")
        .Arc("Resuming", "Stop")
        .Blocked("StopCopy", "PreCopy")
        .Initial("Running")
        .Error("Error");

    private static StateMachineSpecBuilder WithP2P(StateMachineSpecBuilder rfc) => rfc
        .Arc("RunningP2P", "Stop")
        .Arc("Stop", "RunningP2P")
        .Arc("Running", "RunningP2P")
        .Arc("RunningP2P", "Running")
        .Arc("PreCopy", "PreCopyP2P")
        .Arc("PreCopyP2P", "PreCopy")
        .Arc("RunningP2P", "PreCopyP2P", opens: "Saving")
        .Arc("PreCopyP2P", "RunningP2P")
        .Arc("PreCopyP2P", "StopCopy")
        .Blocked("StopCopy", "PreCopyP2P");
}
