namespace MigSdk.Interleavings.Tests.Scenarios;

/// <summary>A reset that was asked for.</summary>
internal sealed class Request(int before)
{
    private int _actor;
    private int _operation;

    /// <summary>Whether the asking call has come back and has left the reset to another.</summary>
    internal bool IsLeft { get; private set; }

    /// <summary>Whether a reset has begun since.</summary>
    internal bool IsDone(int resets) => resets > before;

    /// <summary>The asking call has left it to whoever was in flight: its last operation, or the one before, told so.</summary>
    internal void Leave()
    {
        _actor = Execution.Self.Index;
        _operation = Execution.Current!.Races.Knowledge()[_actor] - 1;
        IsLeft = true;
    }

    /// <summary>Whether an actor who knew this much must have known of it.</summary>
    internal bool IsKnown(Clock knowledge) => IsLeft && knowledge[_actor] >= _operation;
}
