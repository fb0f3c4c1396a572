namespace Samples.TcpStates;

/// <summary>A segment without data: what takes part in opening and closing a connection.</summary>
/// <param name="Sequence">SEG.SEQ.</param>
/// <param name="Acknowledgement">SEG.ACK; null where the ACK bit is not set.</param>
/// <param name="Syn">The SYN bit.</param>
/// <param name="Fin">The FIN bit.</param>
/// <param name="Rst">The RST bit.</param>
internal sealed record Segment(
    uint Sequence, uint? Acknowledgement = null, bool Syn = false, bool Fin = false, bool Rst = false)
{
    public override string ToString() =>
        $"seq {Sequence}{(Syn ? " SYN" : "")}{(Fin ? " FIN" : "")}{(Rst ? " RST" : "")}"
        + (Acknowledgement is { } number ? $" ack {number}" : "");
}
