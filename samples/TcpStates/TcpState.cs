using MigSdk;

namespace Samples.TcpStates;

/// <summary>The states of a TCP connection.</summary>
/// <remarks>
/// Source: RFC 9293, section 3.3.2, figure 5 with its notes 1 (SYN-RECEIVED to LISTEN on a reset) and 2 (FIN-WAIT-1 to
/// TIME-WAIT). What note 3 leaves out of the figure (an arriving RST ends the connection in any state) is the driver's
/// <c>Reset</c>. A connection is moved by segments and timers, so nobody can ask for a state that is several arcs away.
/// The values are this sample's own.
/// </remarks>
[StateMachineSpec(Initial = (long)Closed, SingleArcsOnly = true)]
[SpecArc<TcpState>(Closed, Listen)]
[SpecArc<TcpState>(Closed, SynSent)]
[SpecArc<TcpState>(Listen, Closed)]
[SpecArc<TcpState>(Listen, SynSent)]
[SpecArc<TcpState>(Listen, SynReceived)]
[SpecArc<TcpState>(SynSent, Closed)]
[SpecArc<TcpState>(SynSent, SynReceived)]
[SpecArc<TcpState>(SynSent, Established)]
[SpecArc<TcpState>(SynReceived, Listen)]
[SpecArc<TcpState>(SynReceived, Established)]
[SpecArc<TcpState>(SynReceived, FinWait1)]
[SpecArc<TcpState>(Established, FinWait1)]
[SpecArc<TcpState>(Established, CloseWait)]
[SpecArc<TcpState>(FinWait1, FinWait2)]
[SpecArc<TcpState>(FinWait1, Closing)]
[SpecArc<TcpState>(FinWait1, TimeWait)]
[SpecArc<TcpState>(FinWait2, TimeWait)]
[SpecArc<TcpState>(CloseWait, LastAck)]
[SpecArc<TcpState>(Closing, TimeWait)]
[SpecArc<TcpState>(LastAck, Closed)]
[SpecArc<TcpState>(TimeWait, Closed)]
public enum TcpState
{
    /// <summary>No connection.</summary>
    Closed = 0,

    /// <summary>Waiting for a request from anywhere.</summary>
    Listen = 1,

    /// <summary>Has sent a SYN and waits for one.</summary>
    SynSent = 2,

    /// <summary>Has received and sent a SYN and waits for its acknowledgement.</summary>
    SynReceived = 3,

    /// <summary>Open.</summary>
    Established = 4,

    /// <summary>Has sent a FIN; neither its acknowledgement nor the peer's FIN is there.</summary>
    FinWait1 = 5,

    /// <summary>Its FIN is acknowledged; waits for the peer's.</summary>
    FinWait2 = 6,

    /// <summary>The peer has sent its FIN; waits for its own user to close.</summary>
    CloseWait = 7,

    /// <summary>Both have sent a FIN; waits for the acknowledgement of its own.</summary>
    Closing = 8,

    /// <summary>Has sent a FIN after the peer's; waits for its acknowledgement.</summary>
    LastAck = 9,

    /// <summary>Waits until the peer has certainly got the last acknowledgement.</summary>
    TimeWait = 10,
}
