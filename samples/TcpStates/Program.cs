using System;
using System.Collections.Generic;
using MigSdk;
using Samples.TcpStates;
using static Samples.TcpStates.TcpState;

Console.WriteLine($"Connection: {Connection.SupportedTransitions.Count} transitions, each of one arc at most");
bool isRight = OpenAndClose() & OpenAndCloseAtOnce() & Refuse();
return isRight ? 0 : 1;

// One end listens, the other connects; then the one that connected closes first.
static bool OpenAndClose()
{
    var wire = new Wire("client and server");
    wire.Right.Listen();
    wire.Left.Connect();
    bool isRight = wire.Deliver() == (Established, Established);
    wire.Left.Close();
    isRight &= wire.Deliver() == (FinWait2, CloseWait);
    wire.Right.Close();
    isRight &= wire.Deliver() == (TimeWait, Closed);
    wire.Left.ExpireTimeWait();
    return isRight && wire.States == (Closed, Closed);
}

// Figures 8 and 14 of the RFC: both open at once, and both close at once.
static bool OpenAndCloseAtOnce()
{
    var wire = new Wire("simultaneous");
    wire.Left.Connect();
    wire.Right.Connect();
    bool isRight = wire.Deliver() == (Established, Established);
    wire.Left.Close();
    wire.Right.Close();
    return isRight & wire.Deliver() == (TimeWait, TimeWait);
}

// Nobody can ask for a connection that is open: it takes the other end.
static bool Refuse()
{
    var connection = new Connection(1, new Queue<Segment>());
    try
    {
        connection.SetState(Established);
        return false;
    }
    catch (TransitionException<TcpState> refusal)
    {
        Console.WriteLine($"refused: {refusal.Message}");
        return refusal.Errno == Errno.EINVAL && connection.State == Closed;
    }
}
