using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Tests;

/// <summary>
/// A device of one byte. It answers a request when the model lets it, and in any way that
/// <see cref="IMigrationBackend"/> allows: one after the other, and what it has said is final.
/// </summary>
/// <param name="name">What it is called.</param>
/// <param name="kind">What it can do.</param>
/// <param name="system">What it is a part of.</param>
internal sealed class ModelDevice(string name, ModelKind kind, MigrationSystem system) : IMigrationBackend
{
    /// <summary>What a source holds that must not be lost.</summary>
    internal const byte Precious = 7;

    [NotState]
    private readonly string _name = name;
    [NotState]
    private readonly ModelKind _kind = kind;
    private readonly List<Request> _requests = [];
    private ModelStream? _stream;
    private bool _isLost;
    private bool _hasMigrated;

    public MigrationFeatures Features => _kind.Features;

    public TransitionSet<MigrationState> SupportedTransitions => _kind.Transitions;

    internal MigrationState State { get; private set; } = Running;

    /// <summary>What it works on; 0 after a reset.</summary>
    internal byte Content { get; set; }

    internal bool IsLost => _isLost;

    internal bool IsRunning => State is Running or RunningP2P or PreCopy or PreCopyP2P;

    /// <summary>Whether it runs on a state that it was given.</summary>
    internal bool RunsMigrated => _hasMigrated && IsRunning;

    /// <summary>Whether it comes to RUNNING by a request, or by a reset out of ERROR.</summary>
    internal bool CanGoOn => State == Error || _kind.Transitions.Contains(State, Running);

    /// <summary>Whether a running state was ever asked for after RESUMING.</summary>
    internal bool WasOrderedToRun { get; private set; }

    /// <summary>Whether it has been asked only for what it is.</summary>
    internal bool IsLookedAt => _requests is [{ IsLook: true }];

    public ValueTask<MigrationState> GetStateAsync(CancellationToken cancel = default) =>
        AskAsync("tells its state", () => State, null, cancel, isLook: true);

    public ValueTask<IMigrationStream?> SetStateAsync(MigrationState target, CancellationToken cancel = default)
    {
        WasOrderedToRun |= State == Resuming && target is Running or RunningP2P;
        return AskAsync($"goes to {target}", () => Walk(target, int.MaxValue), () => Walk(target, 1), cancel);
    }

    public async ValueTask ResetAsync(CancellationToken cancel = default) =>
        await AskAsync<object?>("resets itself", Reset, null, cancel).ConfigureAwait(false);

    public ValueTask<long?> GetStopCopyLengthAsync(CancellationToken cancel = default) => new(1);

    public IReadOnlyList<MigrationState> GetPath(MigrationState from, MigrationState target) => _kind.Path(from, target);

    public override string ToString() =>
        $"{_name} in {State} with {Content}{(_hasMigrated ? ", migrated" : "")}{(_isLost ? ", lost" : "")}";

    /// <summary>What can come of the requests that are open: of the oldest, and of those that only look.</summary>
    internal IEnumerable<ModelEvent> Events()
    {
        for (int i = 0; i < _requests.Count; i++)
        {
            Request request = _requests[i];
            if (i > 0 && !request.IsLook)
                continue;
            foreach (Happening happening in Happenings(request))
            {
                bool isOrdinary = happening == Happening.Done && request == _requests[^1];
                yield return new ModelEvent(
                    $"{_name} {request.Name}" + (happening == Happening.Done ? "" : $" ({happening})"),
                    isOrdinary ? EventKind.Ordinary : EventKind.Mishap,
                    () => Answer(request, happening));
            }
        }
    }

    internal object? Reset()
    {
        _stream = null;
        _hasMigrated = false;
        Content = 0;
        Enter(Running);
        return null;
    }

    internal ValueTask<T> AskAsync<T>(
        string what, Func<T> effect, Func<T>? midway, CancellationToken cancel, bool isLook = false)
    {
        system.ThrowIfElsewhere();
        var request = new Request<T>(what, isLook, effect, midway, cancel);
        _requests.Add(request);
        return new ValueTask<T>(request.Answer);
    }

    private IEnumerable<Happening> Happenings(Request request)
    {
        yield return Happening.Done;
        if (_isLost)
            yield break;
        yield return Happening.FailsBefore;
        // What becomes of a device by itself, later, is nobody's to say beforehand.
        if (request.IsLook && (request != _requests[^1] || system.IsOver))
            yield break;
        if (request.IsToldToStop)
            yield return Happening.Stops;
        // Nobody may wait for it any more.
        if (request is { IsLook: true, IsToldToStop: true })
            yield break;
        yield return Happening.Dies;
        yield return Happening.IsLostBefore;
        if (request.IsLook)
            yield break;
        yield return Happening.FailsAfter;
        yield return Happening.IsLostAfter;
        if (!request.HasSteps)
            yield break;
        yield return Happening.FailsMidway;
        if (request.IsToldToStop)
            yield return Happening.StopsMidway;
    }

    private void Answer(Request request, Happening happening)
    {
        _requests.Remove(request);
        var failure = new MigrationException(Errno.EIO, happening.ToString());
        var stop = new MigrationException(Errno.ECANCELED, happening.ToString());
        bool wasLost = _isLost;
        _isLost |= happening is Happening.IsLostBefore or Happening.IsLostAfter;
        switch (happening)
        {
            case Happening.Done when !wasLost:
                request.Do();
                break;
            case Happening.FailsMidway:
                request.FailMidway(failure);
                break;
            case Happening.FailsAfter or Happening.IsLostAfter:
                request.FailAfter(failure);
                break;
            case Happening.Dies:
                _stream = null;
                Enter(Error);
                request.Fail(failure);
                break;
            case Happening.Stops:
                request.Fail(stop);
                break;
            case Happening.StopsMidway:
                request.FailMidway(stop);
                break;
            default:
                request.Fail(failure);
                break;
        }
    }

    private void Enter(MigrationState state)
    {
        State = state;
        system.Look();
    }

    private IMigrationStream? Walk(MigrationState target, int arcs)
    {
        if (!_kind.Transitions.Contains(State, target))
            throw new MigrationException(Errno.EINVAL, $"{State} -> {target}");
        ModelStream? opened = null;
        foreach (MigrationState next in _kind.Path(State, target))
        {
            if (arcs-- == 0)
                break;
            opened = Take(State, next);
            Enter(next);
        }

        return opened;
    }

    private ModelStream? Take(MigrationState from, MigrationState to)
    {
        if (from == Resuming)
        {
            // A device that has refused a stream stays where it is.
            Content = _stream!.Written is [.., { } last] && _stream.IsWhole
                ? last
                : throw new MigrationException(Errno.EINVAL, "The stream is not whole.");
            _hasMigrated = true;
        }

        bool saves = Saves(to);
        if (to == Resuming || (saves && !Saves(from)))
        {
            _hasMigrated &= saves;
            return _stream = new ModelStream(this, to);
        }

        if (saves)
            _stream!.Arrive(to);
        else
            _stream = null;
        return null;
    }

    private static bool Saves(MigrationState state) => state is PreCopy or PreCopyP2P or StopCopy;
}
