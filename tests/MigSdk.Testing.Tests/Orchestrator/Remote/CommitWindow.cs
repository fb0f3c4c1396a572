using MigSdk.Host;

namespace MigSdk.Testing.Tests;

/// <summary>
/// The time in which the sender cannot know whether the destination runs: from its order to run until the answer, and where
/// that is a failure, until the answer to the question what has come of it.
/// </summary>
internal sealed class CommitWindow
{
    private uint _order;
    private uint _question;
    private uint _reset;
    private bool _isOverdue;

    internal bool IsOpen { get; private set; }

    /// <summary>The sender has sent something, whether it arrives or not.</summary>
    internal void Sent((FrameKind Kind, uint Id) message)
    {
        if (message.Kind == FrameKind.Run)
        {
            IsOpen = true;
            _order = message.Id;
        }
        else if (message.Kind == FrameKind.GetState && IsOpen)
        {
            _question = message.Id;
        }
        else if (message.Kind == FrameKind.Reset && _order != 0)
        {
            IsOpen = true;
            _reset = message.Id;
        }
    }

    internal void Answered((FrameKind Kind, uint Id) message)
    {
        bool closes = message.Id == _order || message.Id == _question || message.Id == _reset;
        if (message.Kind == FrameKind.Done && !_isOverdue && closes)
            IsOpen = false;
    }

    /// <summary>
    /// The sender could not send something: of a write that fails, all may have come. It may have been the order, or, after
    /// that, the one that has a destination go on from RUNNING_P2P.
    /// </summary>
    internal void Break() => IsOpen = true;

    /// <summary>The sender waits so long that it may have stopped to, and an answer would come too late.</summary>
    internal void Wait() => _isOverdue |= IsOpen;
}
