namespace MigSdk.Testing.Tests;

/// <summary>What must hold in every state that a closed system can reach.</summary>
internal enum Law
{
    /// <summary>Source and destination never run at the same time on the same state.</summary>
    NeverBothRun,

    /// <summary>Once the destination has worked on the state, the source is not started again.</summary>
    TheSourceStaysStopped,

    /// <summary>A migration that has succeeded has the destination run, on the whole state, and the source stopped.</summary>
    SuccessIsTrue,

    /// <summary>What an error says of who runs is so, and stays so until a device dies of itself.</summary>
    TheErrorIsTrue,

    /// <summary>Where the state is lost, or neither side runs, the error says so.</summary>
    LossIsSaid,

    /// <summary>Where neither side runs the error says which may be made to, and how; and that way is there.</summary>
    TheWayBackIsNamed,

    /// <summary>From everywhere an end is reached, also if nobody ever answers again; and no migration goes on for ever.</summary>
    AlwaysAWayOut,

    /// <summary>The reports of two hosts do not contradict each other; one may know less than the other.</summary>
    NoContradiction,

    /// <summary>"Unknown" is said only from the order to run until what has come of it was answered (CommitWindow).</summary>
    UnknownOnlyInTheWindow,
}
