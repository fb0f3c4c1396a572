using System;
using System.Collections.Generic;
using MigSdk;
using static Samples.TcpStates.TcpState;

namespace Samples.TcpStates;

/// <summary>
/// One end of a connection. Calls and arriving segments choose the arc; what the arc sends is its handler's business.
/// </summary>
/// <param name="initialSequence">ISS: the number of the SYN.</param>
/// <param name="sent">Where segments go.</param>
[StateMachineDriver<TcpState>(SingleThreaded = true)]
internal sealed partial class Connection(uint initialSequence, Queue<Segment> sent)
{
    private readonly uint _initialSequence = initialSequence;

    // SND.NXT, SND.UNA and RCV.NXT of RFC 9293, section 3.3.1.
    private uint _sendNext = initialSequence;
    private uint _sendUnacknowledged = initialSequence;
    private uint _receiveNext;

    internal void Listen() => SetState(TcpState.Listen);

    internal void Connect() => SetState(SynSent);

    internal void Close() => SetState(State switch
    {
        TcpState.Listen or SynSent => Closed,
        SynReceived or Established => FinWait1,
        CloseWait => LastAck,
        _ => throw new InvalidOperationException($"The connection is closing already ({State})."),
    });

    /// <summary>The 2 MSL timer.</summary>
    internal void ExpireTimeWait() => SetState(Closed);

    /// <summary>Takes a segment that has arrived.</summary>
    internal void Receive(Segment segment)
    {
        if (segment.Rst)
        {
            Abort();
            return;
        }

        if (segment.Acknowledgement is { } number)
            _sendUnacknowledged = number;
        if (segment.Syn || segment.Fin)
            _receiveNext = segment.Sequence + 1;
        bool isAllAcknowledged = _sendUnacknowledged == _sendNext;
        TcpState next = (State, segment) switch
        {
            (TcpState.Listen, { Syn: true }) => SynReceived,
            (SynSent, { Syn: true }) => isAllAcknowledged ? Established : SynReceived,
            (SynReceived, _) when isAllAcknowledged => Established,
            (Established, { Fin: true }) => CloseWait,
            (FinWait1, { Fin: true }) => isAllAcknowledged ? TimeWait : Closing,
            (FinWait1, _) when isAllAcknowledged => FinWait2,
            (FinWait2, { Fin: true }) => TimeWait,
            (Closing, _) when isAllAcknowledged => TimeWait,
            (LastAck, _) when isAllAcknowledged => Closed,
            _ => State,
        };
        SetState(next);
    }

    [Arc<TcpState>(Closed, TcpState.Listen), Arc<TcpState>(TcpState.Listen, Closed), Arc<TcpState>(SynReceived, Established)]
    [Arc<TcpState>(FinWait1, FinWait2), Arc<TcpState>(Closing, TimeWait)]
    private static void SendNothing()
    {
    }

    [Arc<TcpState>(Closed, SynSent), Arc<TcpState>(TcpState.Listen, SynSent)]
    private void SendSyn()
    {
        sent.Enqueue(new Segment(_sendNext, Syn: true));
        _sendNext++;
    }

    [Arc<TcpState>(TcpState.Listen, SynReceived)]
    private void SendSynAck()
    {
        sent.Enqueue(new Segment(_sendNext, _receiveNext, Syn: true));
        _sendNext++;
    }

    // A simultaneous open: the SYN is on its way already, and goes once more with the acknowledgement.
    [Arc<TcpState>(SynSent, SynReceived)]
    private void SendSynAckAgain() => sent.Enqueue(new Segment(_sendUnacknowledged, _receiveNext, Syn: true));

    [Arc<TcpState>(SynSent, Established), Arc<TcpState>(Established, CloseWait)]
    [Arc<TcpState>(FinWait1, Closing), Arc<TcpState>(FinWait1, TimeWait), Arc<TcpState>(FinWait2, TimeWait)]
    private void SendAck() => sent.Enqueue(new Segment(_sendNext, _receiveNext));

    [Arc<TcpState>(SynReceived, FinWait1), Arc<TcpState>(Established, FinWait1), Arc<TcpState>(CloseWait, LastAck)]
    private void SendFin()
    {
        sent.Enqueue(new Segment(_sendNext, _receiveNext, Fin: true));
        _sendNext++;
    }

    [Arc<TcpState>(SynReceived, TcpState.Listen), Arc<TcpState>(SynSent, Closed)]
    [Arc<TcpState>(LastAck, Closed), Arc<TcpState>(TimeWait, Closed)]
    [OnReset]
    private void Forget()
    {
        _sendNext = _sendUnacknowledged = _initialSequence;
        _receiveNext = 0;
    }

    private void Abort()
    {
        // A passive opener goes back to listening (note 1); any other connection is gone (note 3).
        if (State == SynReceived)
            SetState(TcpState.Listen);
        else
            Reset();
    }
}
