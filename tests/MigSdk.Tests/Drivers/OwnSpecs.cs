using System.Threading.Tasks;
using static MigSdk.Tests.DoorState;

namespace MigSdk.Tests;

/// <summary>A spec without an error state and without sessions, over one byte.</summary>
[StateMachineSpec]
[SpecArc<DoorState>(Open, Closed)]
[SpecArc<DoorState>(Closed, Open)]
[SpecArc<DoorState>(Closed, Locked)]
[SpecArc<DoorState>(Locked, Closed)]
public enum DoorState : byte
{
    Open,
    Closed,
    Locked,
}

/// <summary>A spec without an error state in which a walk may be unable to go back.</summary>
[StateMachineSpec]
[SpecArc<FuseState>(FuseState.Whole, FuseState.Blowing)]
[SpecArc<FuseState>(FuseState.Blowing, FuseState.Blown)]
[SpecArc<FuseState>(FuseState.Blown, FuseState.Whole)]
[Blocked<FuseState>(FuseState.Blowing, FuseState.Whole)]
public enum FuseState
{
    Whole,
    Blowing,
    Blown,
}

/// <summary>The same with an error state.</summary>
[StateMachineSpec(Error = (uint)GuardedFuseState.Burnt)]
[SpecArc<GuardedFuseState>(GuardedFuseState.Whole, GuardedFuseState.Blowing)]
[SpecArc<GuardedFuseState>(GuardedFuseState.Blowing, GuardedFuseState.Blown)]
[SpecArc<GuardedFuseState>(GuardedFuseState.Blown, GuardedFuseState.Whole)]
[Blocked<GuardedFuseState>(GuardedFuseState.Blowing, GuardedFuseState.Whole)]
public enum GuardedFuseState
{
    Whole,
    Blowing,
    Blown,
    Burnt,
}

/// <summary>A spec over eight bytes, with values that no smaller type holds.</summary>
[StateMachineSpec(Initial = -5_000_000_000)]
[SpecArc<LiftState>(Below, Above)]
[SpecArc<LiftState>(Above, Below)]
public enum LiftState : long
{
    Below = -5_000_000_000,
    Above = 7_000_000_000,
}

/// <summary>A spec over two bytes.</summary>
[StateMachineSpec(Initial = 40_000)]
[SpecArc<LampState>(Off, On)]
[SpecArc<LampState>(On, Off)]
public enum LampState : ushort
{
    Off = 40_000,
    On = 40_001,
}

[StateMachineDriver<DoorState>]
public sealed partial class DoorDriver : TestDriver<DoorState>
{
    [Arc<DoorState>(Open, Closed), Arc<DoorState>(Closed, Open), Arc<DoorState>(Closed, Locked), Arc<DoorState>(Locked, Closed)]
    private void Step(ArcContext<DoorState> arc) => Took(arc.From, arc.To, arc.Target);

    [OnReset]
    private void ResetDevice() => WasReset();
}

[StateMachineDriver<DoorState>(FailurePolicy = FailurePolicy.RestoreStart)]
public sealed partial class RestoringDoorDriver : TestDriver<DoorState>
{
    [Arc<DoorState>(Open, Closed), Arc<DoorState>(Closed, Open), Arc<DoorState>(Closed, Locked), Arc<DoorState>(Locked, Closed)]
    private void Step(ArcContext<DoorState> arc) => Took(arc.From, arc.To, arc.Target);
}

[StateMachineDriver<FuseState>(FailurePolicy = FailurePolicy.RestoreStart)]
public sealed partial class FuseDriver : TestDriver<FuseState>
{
    [Arc<FuseState>(FuseState.Whole, FuseState.Blowing), Arc<FuseState>(FuseState.Blowing, FuseState.Blown)]
    [Arc<FuseState>(FuseState.Blown, FuseState.Whole)]
    private void Step(ArcContext<FuseState> arc) => Took(arc.From, arc.To, arc.Target);
}

[StateMachineDriver<GuardedFuseState>(FailurePolicy = FailurePolicy.RestoreStart)]
public sealed partial class GuardedFuseDriver : TestDriver<GuardedFuseState>
{
    [Arc<GuardedFuseState>(GuardedFuseState.Whole, GuardedFuseState.Blowing)]
    [Arc<GuardedFuseState>(GuardedFuseState.Blowing, GuardedFuseState.Blown)]
    [Arc<GuardedFuseState>(GuardedFuseState.Blown, GuardedFuseState.Whole)]
    private void Step(ArcContext<GuardedFuseState> arc) => Took(arc.From, arc.To, arc.Target);
}

[StateMachineDriver<LiftState>]
public sealed partial class LiftDriver : TestDriver<LiftState>
{
    [Arc<LiftState>(LiftState.Below, LiftState.Above), Arc<LiftState>(LiftState.Above, LiftState.Below)]
    private async ValueTask StepAsync(ArcContext<LiftState> arc)
    {
        await Task.Yield();
        Took(arc.From, arc.To, arc.Target);
    }
}

[StateMachineDriver<LampState>]
public sealed partial class LampDriver : TestDriver<LampState>
{
    [Arc<LampState>(LampState.Off, LampState.On), Arc<LampState>(LampState.On, LampState.Off)]
    private void Step(ArcContext<LampState> arc) => Took(arc.From, arc.To, arc.Target);
}
