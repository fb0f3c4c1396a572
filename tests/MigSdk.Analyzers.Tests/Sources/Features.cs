using MigSdk;
using static LinkState;

[System.Flags]
public enum LinkFeatures
{
    None = 0,
    Sleep = 1,
    Test = 2,
}

[StateMachineSpec(Initial = (long)Up, Error = (long)Broken)]
[SpecArc<LinkState>(Down, Up)]
[SpecArc<LinkState>(Up, Down)]
[SpecArc<LinkState>(Up, Sleeping)]
[SpecArc<LinkState>(Sleeping, Up)]
[SpecArc<LinkState>(Sleeping, Testing)]
[SpecArc<LinkState>(Testing, Up)]
public enum LinkState : byte
{
    Broken = 255,
    Down = 0,
    Up = 1,
    [Requires<LinkFeatures>(LinkFeatures.Sleep)] Sleeping = 2,
    [Requires<LinkFeatures>(LinkFeatures.Test)] Testing = 3,
}

[StateMachineDriver<LinkState>(LinkFeatures.Test)]
public partial class Link
{
    [Arc<LinkState>(Down, Up), Arc<LinkState>(Up, Down), Arc<LinkState>(Up, Testing), Arc<LinkState>(Testing, Up)]
    private void Move() { }
}
