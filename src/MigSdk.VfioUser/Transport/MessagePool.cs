using System.Collections.Generic;
using System.Threading;

namespace MigSdk.VfioUser;

/// <summary>
/// Messages for use again, so that receiving allocates nothing once it has begun. A few large ones are kept, no more.
/// </summary>
internal sealed class MessagePool
{
    private const int SmallCapacity = 512;
    private const int MaxSmall = 64;
    private const int MaxLarge = 4;

    private readonly Lock _lock = new();
    private readonly Stack<IncomingMessage> _small = new();
    private readonly Stack<IncomingMessage> _large = new();

    internal IncomingMessage Rent(MessageHeader header)
    {
        IncomingMessage? message;
        lock (_lock)
        {
            Stack<IncomingMessage> stack = header.PayloadLength > SmallCapacity ? _large : _small;
            stack.TryPop(out message);
        }

        message ??= new IncomingMessage(this, SmallCapacity);
        message.Prepare(header);
        return message;
    }

    internal void Return(IncomingMessage message)
    {
        bool isLarge = message.Capacity > SmallCapacity;
        lock (_lock)
        {
            Stack<IncomingMessage> stack = isLarge ? _large : _small;
            if (stack.Count < (isLarge ? MaxLarge : MaxSmall))
                stack.Push(message);
        }
    }
}
