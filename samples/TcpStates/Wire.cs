using System;
using System.Collections.Generic;

namespace Samples.TcpStates;

/// <summary>Two connections and what is on its way between them.</summary>
internal sealed class Wire
{
    private readonly string _name;
    private readonly Queue<Segment> _toRight = new();
    private readonly Queue<Segment> _toLeft = new();

    internal Wire(string name)
    {
        _name = name;
        Left = new Connection(100, _toRight);
        Right = new Connection(300, _toLeft);
    }

    internal Connection Left { get; }

    internal Connection Right { get; }

    internal (TcpState Left, TcpState Right) States => (Left.State, Right.State);

    /// <summary>Delivers segments until none is on its way, from both sides in turn.</summary>
    internal (TcpState Left, TcpState Right) Deliver()
    {
        while (_toRight.Count + _toLeft.Count > 0)
        {
            // Both are taken off before either is delivered: segments that cross each other do not answer each other.
            _toRight.TryDequeue(out Segment? toRight);
            _toLeft.TryDequeue(out Segment? toLeft);
            if (toRight is not null)
                Deliver(Right, toRight, ">");
            if (toLeft is not null)
                Deliver(Left, toLeft, "<");
        }

        return States;
    }

    private void Deliver(Connection connection, Segment segment, string direction)
    {
        connection.Receive(segment);
        Console.WriteLine($"  {_name}: {Left.State,-12} {direction} {Right.State,-12} {segment}");
    }
}
