using static MigSdk.MigrationState;

namespace MigSdk.Uapi.Tests;

[MigrationDriver]
public sealed partial class Card1(Card card)
{
    [Arc(Running, Stop), Arc(Stop, Running), Arc(StopCopy, Stop)]
    private void Move() { }

    [Arc(Stop, StopCopy)]
    private SavingSession Save() => card.Save();

    [Arc(Stop, Resuming)]
    private ResumingSession Resume() => card.Resume();

    [Arc(Resuming, Stop)]
    private void Apply() => card.Apply();

    [StopCopyLength]
    private long Length() => card.State.Length;
}

[MigrationDriver(MigrationFeatures.P2P)]
public sealed partial class Card3(Card card)
{
    [Arc(Running, RunningP2P), Arc(RunningP2P, Running), Arc(RunningP2P, Stop), Arc(Stop, RunningP2P), Arc(StopCopy, Stop)]
    private void Move() { }

    [Arc(Stop, StopCopy)]
    private SavingSession Save() => card.Save();

    [Arc(Stop, Resuming)]
    private ResumingSession Resume() => card.Resume();

    [Arc(Resuming, Stop)]
    private void Apply() => card.Apply();
}

[MigrationDriver(MigrationFeatures.PreCopy)]
public sealed partial class Card5(Card card)
{
    [Arc(Running, Stop), Arc(Stop, Running), Arc(StopCopy, Stop), Arc(PreCopy, Running), Arc(PreCopy, StopCopy)]
    private void Move() { }

    [Arc(Stop, StopCopy), Arc(Running, PreCopy)]
    private SavingSession Save() => card.Save();

    [Arc(Stop, Resuming)]
    private ResumingSession Resume() => card.Resume();

    [Arc(Resuming, Stop)]
    private void Apply() => card.Apply();
}

[MigrationDriver(MigrationFeatures.P2P | MigrationFeatures.PreCopy)]
public sealed partial class Card7(Card card)
{
    [Arc(Running, RunningP2P), Arc(RunningP2P, Running), Arc(RunningP2P, Stop), Arc(Stop, RunningP2P), Arc(StopCopy, Stop)]
    [Arc(PreCopy, Running), Arc(PreCopyP2P, RunningP2P), Arc(PreCopy, PreCopyP2P), Arc(PreCopyP2P, PreCopy), Arc(PreCopyP2P, StopCopy)]
    private void Move() { }

    [Arc(Stop, StopCopy), Arc(Running, PreCopy), Arc(RunningP2P, PreCopyP2P)]
    private SavingSession Save() => card.Save();

    [Arc(Stop, Resuming)]
    private ResumingSession Resume() => card.Resume();

    [Arc(Resuming, Stop)]
    private void Apply() => card.Apply();
}

/// <summary>Fails where it is told to.</summary>
[MigrationDriver]
public sealed partial class FaultyCard
{
    public MigrationState FailsEntering { get; set; }

    public bool Fatal { get; set; }

    [Arc(Running, Stop), Arc(Stop, Running), Arc(StopCopy, Stop), Arc(Resuming, Stop)]
    private void Move(ArcContext arc) => Check(arc.To);

    [Arc(Stop, StopCopy)]
    private SavingSession Save(ArcContext arc)
    {
        Check(arc.To);
        return SavingSession.FromBlock(new byte[] { 1 });
    }

    [Arc(Stop, Resuming)]
    private ResumingSession Resume() => ResumingSession.Buffered(16);

    private void Check(MigrationState to)
    {
        if (to == FailsEntering)
            throw new MigrationException(Errno.ENOSPC, "Told to.") { Fatal = Fatal };
    }
}
