using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Interleavings.Tests.Scenarios;

/// <summary>
/// What handlers and hosts have seen, held against the laws: one handler at a time; a reset takes effect after it was asked
/// for, and before the call in flight returns, which reports it; a cancellation concerns the call for which it was meant.
/// </summary>
/// <remarks>
/// To look and to write down are operations too, so that all orders are explored in which it may be done. That handlers
/// exclude each other needs none: each of them stores to the device, and two that nothing has put in an order are a race.
/// </remarks>
internal sealed class Ledger
{
    private const string Name = "ledger";

    private readonly AsyncLocal<Call?> _current = new();
    private readonly List<Call> _calls = [];
    private readonly List<Request> _requests = [];
    // Those of which a handler has run, in the order of their first ones.
    private readonly List<Call> _served = [];
    private int _resets;

    /// <summary>Whether it is watched that nobody overtakes.</summary>
    internal bool WatchesOrder { get; init; }

    /// <summary>A handler begins.</summary>
    internal void Handle(CancellationToken cancel = default)
    {
        GoOn(cancel);
        if (_current.Value is not { } call)
            return;
        if (!call.HasBegun)
            _served.Add(call);
        call.Handlers++;
        try
        {
            call.During?.Invoke(call.Handlers);
        }
        catch (MigrationException failure)
        {
            call.Failure = failure.Errno;
            throw;
        }
    }

    /// <summary>A handler stores to the device, and looks at its token.</summary>
    internal void GoOn(CancellationToken cancel)
    {
        Fields.Stores(this, "the device");
        if (_current.Value is { } call)
            call.SawCancellation |= cancel.IsCancellationRequested;
    }

    /// <summary>The driver's own part of a reset.</summary>
    internal void Reset()
    {
        Fields.Stores(this, "the device");
        Step.To(Access.Both, this, "writes a reset into", Name);
        _resets++;
        if (_current.Value is not { } call)
            return;
        call.Resets++;
        call.LateResets += call.HasBegun ? 1 : 0;
    }

    /// <summary>A transition that a host asks for.</summary>
    /// <param name="name">The host.</param>
    /// <param name="ask">The call.</param>
    /// <param name="cancel">The host's token, which the call was given.</param>
    /// <param name="during">What its handlers do, by their number from 1.</param>
    internal async Task TransitionAsync(
        string name, Func<ValueTask<MigrationSession?>> ask, CancellationToken cancel = default, Action<int>? during = null)
    {
        Call call = Begin(name, during);
        Errno answer = Errno.None;
        try
        {
            ValueTask<MigrationSession?> answered = AskInTurn(call, ask);
            await answered;
        }
        catch (TransitionException<MigrationState> failure)
        {
            answer = failure.Errno;
        }
        catch (TransitionException<Rfc2022State> failure)
        {
            answer = failure.Errno;
        }

        Clock knowledge = Execution.Current!.Races.Knowledge();
        Step.To(Access.Read, this, "returns to", Name);
        call.HasReturned = true;
        bool isCancelled = answer == Errno.ECANCELED;
        // One that its host has taken back while it waited for its turn was never in flight.
        bool wasTakenBack = isCancelled && !call.HasBegun && call.Resets == 0;
        Check(
            wasTakenBack || _requests.TrueForAll(request => !request.IsKnown(knowledge) || request.IsDone(_resets)),
            $"{name} knew of a reset that was left to it, and returned {answer} before it");
        Check(call.LateResets == 0 || isCancelled, $"{name} was reset and returned {answer}");
        Check(!isCancelled || call.Resets > 0 || cancel.IsCancellationRequested, $"{name} was cancelled by nobody");
        Check(!call.SawCancellation || isCancelled || cancel.IsCancellationRequested, $"{name} saw a cancellation that was not its own");
        Check(isCancelled || answer == call.Failure, $"{name} returned {answer}");
    }

    /// <summary>A reset that does not wait, by a host or, inside a handler, by the driver.</summary>
    internal void Reset(string name, Action ask)
    {
        Call? outer = _current.Value;
        Call call = outer ?? Begin(name);
        int resets = call.Resets;
        Request request = Ask(name);
        ask();
        if (call.Resets == resets)
            request.Leave();
        Step.To(Access.Both, this, "returns to", Name);
        if (outer is not null)
            return;
        call.HasReturned = true;
        Check(request.IsLeft || request.IsDone(_resets), $"{name} returned before it had reset");
    }

    /// <summary>A reset whose effect the host awaits.</summary>
    internal async Task ResetAsync(string name, Func<ValueTask> ask)
    {
        Call call = Begin(name);
        Request request = Ask(name);
        await ask();
        Step.To(Access.Read, this, "returns to", Name);
        call.HasReturned = true;
        Check(request.IsDone(_resets), $"{name} was told that its reset had taken effect before it had");
    }

    /// <summary>When all have ended.</summary>
    internal void Close()
    {
        Check(_calls.TrueForAll(call => call.HasReturned), "a call has not returned");
        Check(_requests.TrueForAll(request => request.IsDone(_resets)), "a reset was lost");
        foreach (Call call in _served)
            Check(call.Ahead.All(other => _served.IndexOf(other) <= _served.IndexOf(call)), $"{call.Name} overtook another");
    }

    internal static void Check(bool holds, string fault)
    {
        if (!holds)
            throw new LawException(fault);
    }

    private Call Begin(string name, Action<int>? during = null)
    {
        var call = new Call(name, during);
        _current.Value = call;
        _calls.Add(call);
        return call;
    }

    private Request Ask(string name)
    {
        Step.To(Access.Read, this, $"{name} looks into", Name);
        var request = new Request(_resets);
        _requests.Add(request);
        return request;
    }

    // A call that has come back, is not answered and has no handler running waits for its turn.
    private ValueTask<MigrationSession?> AskInTurn(Call call, Func<ValueTask<MigrationSession?>> ask)
    {
        if (!WatchesOrder)
            return ask();
        Step.To(Access.Read, this, "looks for others in", Name);
        call.Ahead = [.. _calls.Where(other => other.IsWaiting && !other.HasBegun)];
        ValueTask<MigrationSession?> answer = ask();
        Step.To(Access.Both, this, "sees whether it waits in", Name);
        call.IsWaiting = !answer.IsCompleted;
        return answer;
    }
}

/// <summary>A law of the SDK is broken.</summary>
public sealed class LawException(string fault) : Exception(fault);
