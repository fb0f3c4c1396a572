using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>One migration from another host, from the greeting to the report of whether the destination runs.</summary>
/// <remarks>
/// One flow of control receives, so that a cancellation or a lost link is noticed while the device works; another one
/// carries out the orders. Which of them decides is <see cref="CommitPoint"/>'s business.
/// </remarks>
internal sealed class ReceivingRun : IAsyncDisposable
{
    private readonly IMigrationBackend _backend;
    private readonly MigrationReceiverOptions _options;
    private readonly MigrationLink _link;
    private readonly MigrationJournal _journal;
    private readonly DestinationEnd _end;
    private readonly ReceivingDevice _device;
    private readonly CommitPoint _commit = new();
    private readonly CancellationTokenSource _session = new();
    private readonly Inbox _inbox;
    private Hello? _sender;
    private Farewell? _farewell;
    private ProgressMessage? _news;
    private Exception? _workloadFailure;

    internal ReceivingRun(
        IMigrationBackend destination,
        Stream stream,
        MigrationReceiverOptions options,
        IProgress<MigrationProgress>? progress)
    {
        _backend = destination;
        _options = options;
        _link = new MigrationLink(stream, options.Link, "sender");
        LiveMigrationOptions device = options.ForDevice();
        _journal = new MigrationJournal(device, progress);
        _end = new DestinationEnd(destination, device, _journal);
        _device = new ReceivingDevice(_end, _journal);
        _inbox = new Inbox(options.Link.Window, _session.Token);
    }

    internal async Task<MigrationReceiverResult> RunAsync(CancellationToken cancel)
    {
        try
        {
            await OpenAsync(cancel).ConfigureAwait(false);
        }
        catch (MigrationException cause)
        {
            throw Failed(MigrationPhase.Setup, cause, runs: false);
        }

        Task receiving = ReceiveAsync();
        await using (cancel.UnsafeRegister(
            _ => End(new MigrationException(Errno.ECANCELED, "The receiver was cancelled.")), null).ConfigureAwait(false))
        {
            await ServeAsync().ConfigureAwait(false);
        }

        return await ConcludeAsync(receiving).ConfigureAwait(false);
    }

    // The session's source is left to itself: whoever receives or cancels may end what is over already.
    public ValueTask DisposeAsync() => _link.DisposeAsync();

    private async ValueTask OpenAsync(CancellationToken cancel)
    {
        _journal.Report();
        await using CancellationTokenRegistration registration = cancel.UnsafeRegister(
            _ => _link.Fail(Errno.ECANCELED, "The receiver was cancelled before the sender had greeted."), null);
        _sender = await _link.ReceiveGreetingAsync().ConfigureAwait(false);
        try
        {
            Preconditions.ThrowIfNotInitial(await _end.GetStateAsync(CancellationToken.None).ConfigureAwait(false));
        }
        catch (MigrationException reason)
        {
            await _link.RefuseAsync(reason).ConfigureAwait(false);
            throw;
        }

        LinkOptions link = _options.Link;
        await _link.GreetAsync(new Hello(
            _sender.Migration,
            link.ChunkSize,
            link.Window,
            link.PeerTimeout,
            _backend.Features,
            _backend.SupportedTransitions)).ConfigureAwait(false);
    }

    /// <summary>Receives until the sender has said farewell or the link is lost.</summary>
    private async Task ReceiveAsync()
    {
        try
        {
            while (_farewell is null)
                Receive(await _link.ReceiveAsync().ConfigureAwait(false));
        }
        catch (MigrationException cause)
        {
            MigrationException loss = _link.Fail(cause.Errno, cause.Message, cause.InnerException);
            End(loss);
        }
        finally
        {
            _inbox.Complete();
        }
    }

    private void Receive(Frame frame)
    {
        switch (frame.Kind)
        {
            case FrameKind.Run:
                // An order that has come whole is the sender's last chance to bring its source back.
                if (_commit.TryOrder())
                    Add(frame);
                return;
            case FrameKind.Reset:
                _inbox.StopAll();
                Add(frame);
                return;
            case FrameKind.GetState or FrameKind.Resume or FrameKind.Data:
                Add(frame);
                return;
        }

        using (frame)
        {
            switch (frame.Kind)
            {
                case FrameKind.Cancel:
                    _inbox.Stop(frame.Id);
                    break;
                case FrameKind.Progress:
                    Volatile.Write(ref _news, ProgressMessage.Read(frame.Read()));
                    _inbox.AddNews();
                    break;
                case FrameKind.Farewell:
                    _farewell = Farewell.Read(frame.Read());
                    Errno errno = _farewell.Errno == Errno.None ? Errno.ECONNRESET : _farewell.Errno;
                    End(new MigrationException(errno, $"The sender has ended the migration: {_farewell.Message}"));
                    break;
                default:
                    throw _link.Unexpected(frame.Kind);
            }
        }
    }

    private void Add(Frame frame)
    {
        if (!_inbox.TryAdd(frame))
            throw _link.Fail(Errno.EPROTO, "The sender sent more than it may before it was answered, or an id twice.");
    }

    /// <summary>Ends the migration, unless the device was ordered to run.</summary>
    private void End(MigrationException reason)
    {
        if (!_commit.TryEnd(reason))
            return;
        _inbox.Complete();
        _session.Cancel();
    }

    private async Task ServeAsync()
    {
        await foreach (Order? order in _inbox.ReadAllAsync().ConfigureAwait(false))
        {
            _inbox.TakeNews();
            if (Interlocked.Exchange(ref _news, null) is { } news)
                _journal.Adopt(news);
            if (order is not null)
                await ServeAsync(order).ConfigureAwait(false);
            if (_journal.ObserverFailure is { } cause)
                End(new MigrationException(Errno.EIO, $"The progress observer threw: {cause.Message}", cause));
        }
    }

    private async ValueTask ServeAsync(Order order)
    {
        if (_commit.End is not null)
        {
            _inbox.Remove(order);
            return;
        }

        FrameKind kind = FrameKind.Done;
        uint id = order.Frame.Id;
        ReadOnlyMemory<byte> answer = default;
        bool isOrder = order.Frame.Kind is FrameKind.Run or FrameKind.Reset;
        try
        {
            MigrationState? state = await _device.CarryOutAsync(order.Frame, order.Stopped).ConfigureAwait(false);
            if (state is { } reached)
                answer = new PayloadWriter().Add((uint)reached).Written;
        }
        catch (MigrationException cause)
        {
            kind = FrameKind.Failed;
            answer = FailureMessage.Write(cause);
        }

        _inbox.Remove(order);
        await AnswerAsync(kind, id, answer).ConfigureAwait(false);
        if (isOrder && _device.Fate != DestinationFate.Runs)
            TakeBackOrder();
        else if (_device.IsInRunning)
            _workloadFailure ??= await _device.StartWorkloadAsync(_options.OnDestinationRunning).ConfigureAwait(false);
    }

    private async ValueTask AnswerAsync(FrameKind kind, uint id, ReadOnlyMemory<byte> answer)
    {
        try
        {
            await _link.SendAsync(kind, id, answer).ConfigureAwait(false);
        }
        catch (MigrationException)
        {
            // The link is lost, which whoever receives has noticed.
        }
    }

    private void TakeBackOrder()
    {
        _commit.TakeBack();
        if (_commit.End is { } reason)
            End(reason);
    }

    private async Task<MigrationReceiverResult> ConcludeAsync(Task receiving)
    {
        MigrationPhase phase = _journal.Phase;
        MigrationException? restriction = await _device.FinishAsync().ConfigureAwait(false);
        if (_device.Fate == DestinationFate.Runs)
        {
            _workloadFailure ??= await _device.StartWorkloadAsync(_options.OnDestinationRunning).ConfigureAwait(false);
            return await TakeOverAsync(phase, restriction).ConfigureAwait(false);
        }

        _journal.EnterPhase(MigrationPhase.Recovering);
        bool isIdle = await _device.GiveUpAsync().ConfigureAwait(false);
        _journal.Report();
        MigrationException cause = _commit.End ?? restriction
            ?? new MigrationException(Errno.ECONNRESET, "The sender is gone.");
        MigrationReceiverException failure = Failed(phase, cause, isIdle ? false : null);
        RunningSide side = !isIdle ? RunningSide.Unknown : failure.MayHaveRun ? RunningSide.Neither : RunningSide.Source;
        await PartAsync(new Farewell(side, failure.Errno, cause.Message), receiving).ConfigureAwait(false);
        throw failure;
    }

    private async ValueTask<MigrationReceiverResult> TakeOverAsync(MigrationPhase phase, MigrationException? restriction)
    {
        if ((restriction ?? _workloadFailure) is { } failure)
        {
            await PartAsync(new Farewell(RunningSide.Destination, Errno.EIO, failure.Message), null).ConfigureAwait(false);
            throw Failed(phase, failure, runs: true);
        }

        _journal.EnterPhase(MigrationPhase.Completed);
        await PartAsync(new Farewell(RunningSide.Destination, Errno.None, ""), null).ConfigureAwait(false);
        return new MigrationReceiverResult
        {
            Migration = _sender!.Migration,
            BytesReceived = _journal.Bytes,
            Downtime = _journal.Downtime,
            Elapsed = _journal.Elapsed,
            Requests = _journal.Requests,
            IsKnownToSender = _farewell?.Side == RunningSide.Destination,
            ProgressFailure = _journal.ObserverFailure,
        };
    }

    /// <summary>
    /// Says the last word and, where the sender does not expect it, waits for the sender to hear it: a socket that is
    /// closed with something unread in it may take back what was sent.
    /// </summary>
    private async ValueTask PartAsync(Farewell farewell, Task? receiving)
    {
        await AnswerAsync(FrameKind.Farewell, 0, farewell.Write()).ConfigureAwait(false);
        if (receiving is not null && !_link.IsLost)
            await _link.WaitUntilLostAsync(receiving).ConfigureAwait(false);
    }

    private MigrationReceiverException Failed(MigrationPhase phase, Exception cause, bool? runs)
    {
        bool mayHaveRun = _device.Fate != DestinationFate.NeverRan;
        var facts = new ReceiverFacts(runs, mayHaveRun, _device.State, _farewell, _sender?.Migration);
        Errno errno = cause is MigrationException failure ? failure.Errno : Errno.EIO;
        string message = $"{phase}: {cause.Message.TrimEnd('.')}. {facts.Describe()}";
        return new MigrationReceiverException(errno, phase, runs, message, cause)
        {
            Migration = _sender?.Migration,
            MayHaveRun = mayHaveRun,
            DestinationState = _device.State,
            SenderReport = _farewell?.Side,
            Requests = _journal.Requests,
            RecoveryFailures = [.. _device.Failures],
        };
    }
}
