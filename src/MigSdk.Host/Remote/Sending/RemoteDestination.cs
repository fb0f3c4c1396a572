using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Host;

/// <summary>The destination as its receiver shows it over a link: what the sender's migration drives.</summary>
/// <remarks>
/// Data is answered later than it is sent, so that a long line is kept busy. The receiver takes everything in order:
/// when a request is answered, so is all the data before it, and a refusal of data comes with the next write or request.
/// </remarks>
internal sealed class RemoteDestination : IMigrationBackend
{
    private readonly MigrationLink _link;
    private readonly ConcurrentDictionary<uint, TaskCompletionSource<MigrationState>> _requests = new();
    private readonly ConcurrentDictionary<uint, int> _data = new();
    private readonly SemaphoreSlim _window;
    private MigrationException? _refusal;
    private uint _lastId;
    private long _bytes;

    internal RemoteDestination(MigrationLink link, Hello hello, int chunkSize)
    {
        _link = link;
        Features = hello.Features;
        SupportedTransitions = hello.Transitions;
        ChunkSize = Math.Min(hello.ChunkSize, chunkSize);
        _window = new SemaphoreSlim(hello.Window);
    }

    public MigrationFeatures Features { get; }

    public TransitionSet<MigrationState> SupportedTransitions { get; }

    internal int ChunkSize { get; }

    /// <summary>What the receiver said last; null where it has not ended the migration.</summary>
    internal Farewell? Farewell { get; private set; }

    public async ValueTask<MigrationState> GetStateAsync(CancellationToken cancel = default)
    {
        MigrationState state =
            await AskAsync(FrameKind.GetState, default, cancel, isStoppable: false).ConfigureAwait(false);
        // Said here, and not when the device is to run: that it was never asked to is certain then.
        ThrowIfRefused();
        return state;
    }

    public async ValueTask<IMigrationStream?> SetStateAsync(
        MigrationState target, CancellationToken cancel = default)
    {
        ThrowIfRefused();
        if (target.IsRunning())
        {
            // Says how much there is, so that a device never runs with a part of its state.
            ReadOnlyMemory<byte> order = new PayloadWriter().Add((uint)target).Add(_bytes).Written;
            await AskAsync(FrameKind.Run, order, cancel, isStoppable: true).ConfigureAwait(false);
            return null;
        }

        if (target != MigrationState.Resuming)
        {
            throw new MigrationException(
                Errno.EINVAL, $"A receiver is asked for RESUMING and for running states, and not for {target}.");
        }

        await AskAsync(FrameKind.Resume, default, cancel, isStoppable: true).ConfigureAwait(false);
        return new RemoteResumingStream(this);
    }

    public async ValueTask ResetAsync(CancellationToken cancel = default) =>
        await AskAsync(FrameKind.Reset, default, cancel, isStoppable: false).ConfigureAwait(false);

    /// <summary>A destination is not saved, so nobody asks it for the size of its stream.</summary>
    public ValueTask<long?> GetStopCopyLengthAsync(CancellationToken cancel = default) => new((long?)null);

    /// <summary>Sends the next bytes of the source's state.</summary>
    internal async ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancel)
    {
        while (!data.IsEmpty)
        {
            ReadOnlyMemory<byte> chunk = data[..Math.Min(data.Length, ChunkSize)];
            await WaitForRoomAsync(cancel).ConfigureAwait(false);
            ThrowIfRefused();
            uint id = Interlocked.Increment(ref _lastId);
            _data[id] = chunk.Length;
            try
            {
                await _link.SendAsync(FrameKind.Data, id, chunk, cancel).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                _data.TryRemove(id, out _);
                _window.Release();
                throw;
            }

            _bytes += chunk.Length;
            data = data[chunk.Length..];
        }
    }

    /// <summary>Takes the receiver's answers until the link is lost, and then fails what was not answered.</summary>
    internal async Task ReceiveAsync()
    {
        try
        {
            while (true)
            {
                using Frame frame = await _link.ReceiveAsync().ConfigureAwait(false);
                Take(frame);
            }
        }
        catch (MigrationException cause)
        {
            _link.Fail(cause.Errno, cause.Message, cause.InnerException);
        }

        foreach (uint id in _requests.Keys)
        {
            if (_requests.TryRemove(id, out TaskCompletionSource<MigrationState>? request))
                Fail(request, _link.Failure);
        }
    }

    private static void Fail(TaskCompletionSource<MigrationState> request, MigrationException cause)
    {
        request.TrySetException(cause);
        // Whoever asked may have stopped waiting.
        _ = request.Task.Exception;
    }

    private void Take(Frame frame)
    {
        PayloadReader payload = frame.Read();
        switch (frame.Kind)
        {
            case FrameKind.Farewell:
                Farewell = Farewell.Read(payload);
                throw new MigrationException(
                    Farewell.Errno == Errno.None ? Errno.ECONNRESET : Farewell.Errno,
                    $"The receiver has ended the migration: {Farewell.Message}");
            // What makes no sense must not take the request along: it would never be answered.
            case FrameKind.Done when _data.ContainsKey(frame.Id):
                payload.ExpectEnd();
                Settle(frame.Id, null);
                break;
            case FrameKind.Failed when _data.ContainsKey(frame.Id):
                Settle(frame.Id, FailureMessage.Read(payload));
                break;
            case FrameKind.Done when _requests.ContainsKey(frame.Id):
                var state = (MigrationState)payload.ReadUInt32();
                payload.ExpectEnd();
                if (_requests.TryRemove(frame.Id, out TaskCompletionSource<MigrationState>? done))
                    done.TrySetResult(state);
                break;
            case FrameKind.Failed when _requests.ContainsKey(frame.Id):
                MigrationException cause = FailureMessage.Read(payload);
                if (_requests.TryRemove(frame.Id, out TaskCompletionSource<MigrationState>? failed))
                    Fail(failed, cause);
                break;
            default:
                throw _link.Unexpected(frame.Kind);
        }
    }

    /// <summary>A frame of data was answered: there is room for another one.</summary>
    private void Settle(uint id, MigrationException? refusal)
    {
        _data.TryRemove(id, out _);
        if (refusal is not null)
            Interlocked.CompareExchange(ref _refusal, refusal, null);
        _window.Release();
    }

    private async Task<MigrationState> AskAsync(
        FrameKind kind, ReadOnlyMemory<byte> payload, CancellationToken cancel, bool isStoppable)
    {
        uint id = Interlocked.Increment(ref _lastId);
        var answer = new TaskCompletionSource<MigrationState>(TaskCreationOptions.RunContinuationsAsynchronously);
        _requests[id] = answer;
        try
        {
            await _link.SendAsync(kind, id, payload, cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _requests.TryRemove(id, out _);
            throw;
        }
        catch (MigrationException)
        {
            _requests.TryRemove(id, out _);
            throw;
        }

        // The link may have been lost before the request was there to be failed.
        if (_link.IsLost && _requests.TryRemove(id, out _))
            throw _link.Failure;

        // A request's answer is final, and so is waited for; all that its cancellation does is to hurry the device.
        if (!isStoppable)
            return await answer.Task.WaitAsync(cancel).ConfigureAwait(false);
        await using CancellationTokenRegistration registration = cancel.UnsafeRegister(_ => Stop(id), null);
        return await answer.Task.ConfigureAwait(false);
    }

    private void Stop(uint id)
    {
        _ = StopAsync();

        async Task StopAsync()
        {
            try
            {
                await _link.SendAsync(FrameKind.Cancel, id, default).ConfigureAwait(false);
            }
            catch (MigrationException)
            {
                // The link is lost, and the request has failed by that.
            }
        }
    }

    private async ValueTask WaitForRoomAsync(CancellationToken cancel)
    {
        if (_window.Wait(0, CancellationToken.None))
            return;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, _link.Lost);
        try
        {
            await _window.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_link.IsLost)
        {
            throw _link.Failure;
        }
    }

    private void ThrowIfRefused()
    {
        if (Volatile.Read(ref _refusal) is { } refusal)
            throw new MigrationException(refusal.Errno, refusal.Message);
    }
}
