namespace MigSdk.Spec.Tests;

/// <summary>The VFIO v2 migration states (include/uapi/linux/vfio.h), as data.</summary>
internal static class VfioSpec
{
    public const int Error = 0;
    public const int Stop = 1;
    public const int Running = 2;
    public const int StopCopy = 3;
    public const int Resuming = 4;
    public const int RunningP2P = 5;
    public const int PreCopy = 6;
    public const int PreCopyP2P = 7;

    public static StateMachineSpec Spec { get; } = Builder().Build();

    public static SpecPlan Plan { get; } = Planner.Plan(Spec);

    public static StateMachineSpecBuilder Builder() => new StateMachineSpecBuilder("Vfio")
        .Feature("StopCopy", 1)
        .Feature("P2P", 2)
        .Feature("PreCopy", 4)
        .State("Error", 0)
        .State("Stop", 1, ["StopCopy"])
        .State("Running", 2, ["StopCopy"])
        .State("StopCopy", 3, ["StopCopy"])
        .State("Resuming", 4, ["StopCopy"])
        .State("RunningP2P", 5, ["StopCopy", "P2P"])
        .State("PreCopy", 6, ["StopCopy", "PreCopy"], preCopy: true)
        .State("PreCopyP2P", 7, ["StopCopy", "P2P", "PreCopy"], preCopy: true)
        .Arc("RunningP2P", "Stop")
        .Arc("Stop", "RunningP2P")
        .Arc("Running", "RunningP2P")
        .Arc("RunningP2P", "Running")
        .Arc("PreCopy", "PreCopyP2P")
        .Arc("PreCopyP2P", "PreCopy")
        .Arc("Running", "PreCopy", opens: "Saving")
        .Arc("RunningP2P", "PreCopyP2P", opens: "Saving")
        .Arc("Stop", "StopCopy", opens: "Saving")
        .Arc("PreCopyP2P", "StopCopy")
        .Arc("PreCopy", "Running")
        .Arc("PreCopyP2P", "RunningP2P")
        .Arc("StopCopy", "Stop")
        .Arc("Stop", "Resuming", opens: "Resuming")
        .Arc("Resuming", "Stop")
        .Blocked("StopCopy", "PreCopy")
        .Blocked("StopCopy", "PreCopyP2P")
        .Initial("Running")
        .Error("Error");

    /// <summary>The features of a <c>migration_flags</c> value.</summary>
    public static IndexSet Features(int flags)
    {
        IndexSet features = default;
        for (int bit = 0; bit < 3; bit++)
        {
            features = (flags & (1 << bit)) != 0 ? features.Add(bit) : features;
        }

        return features;
    }

    public static DriverPlan Driver(int flags) => Plan.For(Features(flags));
}
