namespace MigSdk.Uapi.Tests;

/// <summary>A spec whose states are bytes.</summary>
[StateMachineSpec(Initial = (long)Dark)]
[SpecArc<LampState>(Dark, Bright)]
[SpecArc<LampState>(Bright, Dark)]
public enum LampState : byte
{
    Dark = 1,
    Bright = 2,
}

[StateMachineDriver<LampState>]
public sealed partial class Lamp
{
    [Arc<LampState>(LampState.Dark, LampState.Bright), Arc<LampState>(LampState.Bright, LampState.Dark)]
    private void Switch() { }
}
