using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;
using static MigSdk.MigrationState;

namespace MigSdk.Tests;

/// <summary>Every step can be seen through the framework's own diagnostics.</summary>
[Collection(ProcessWide.Name)]
public sealed class TelemetryTests
{
    private const string Duration = "migsdk.operation.duration";
    private const string Failures = "migsdk.failures";
    private const string Resets = "migsdk.resets";
    private const string Bytes = "migsdk.session.bytes";

    private readonly ObservedDriver _driver = new();

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_listener_that_throws_neither_fails_a_transition_nor_holds_it(bool asynchronously)
    {
        int thrown = 0;
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "MigSdk",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStarted = _ => Throw(),
            ActivityStopped = _ => Throw(),
        };
        ActivitySource.AddActivityListener(activities);
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "MigSdk")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        meters.SetMeasurementEventCallback<double>((_, _, _, _) => Throw());
        meters.SetMeasurementEventCallback<long>((_, _, _, _) => Throw());
        meters.Start();

        foreach (MigrationState target in (MigrationState[])[Stop, StopCopy, Stop, Running])
        {
            if (asynchronously)
                await _driver.SetStateAsync(target).Soon();
            else
                await Task.Run(() => { _driver.SetState(target); }).Soon();
            Assert.Equal(target, _driver.State);
        }

        await Task.Run(_driver.Reset).Soon();
        Assert.Equal(Running, _driver.State);
        Assert.True(thrown > 0);

        void Throw()
        {
            Interlocked.Increment(ref thrown);
            throw new InvalidOperationException("the listener's own");
        }
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_transition_and_its_steps_are_measured(bool asynchronously)
    {
        using var listener = new Listener(activities: false, Duration);
        if (asynchronously)
            await _driver.SetStateAsync(StopCopy).Soon();
        else
            _driver.SetState(StopCopy);
        Assert.Equal(
            [
                ("step", "Running", "Stop"),
                ("step", "Stop", "StopCopy"),
                ("transition", "Running", "StopCopy"),
            ],
            listener.Measurements.Select(measured => (measured["operation"], measured["from"], measured["to"])));
        Assert.All(listener.Measurements, measured =>
        {
            Assert.Equal(nameof(ObservedDriver), measured["driver"]);
            Assert.Null(measured["errno"]);
            Assert.InRange(measured.Value, 0, 60);
        });
    }

    [Fact]
    public void Every_instrument_says_what_it_counts_and_in_what()
    {
        List<(string Name, string? Unit, string? Description)> instruments = [];
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == "MigSdk")
                    instruments.Add((instrument.Name, instrument.Unit, instrument.Description));
            },
        };
        _driver.SetState(Stop);
        meters.Start();
        Assert.Equal(
            [
                (Failures, "{failure}", "Transitions that were refused, failed or were cancelled."),
                (Duration, "s", "How long transitions that hosts have asked for, and their steps, took."),
                (Resets, "{reset}", "Resets that took effect."),
                (Bytes, "By", "Bytes that hosts have read from or written to sessions."),
            ],
            instruments.OrderBy(instrument => instrument.Name));
    }

    [Fact]
    public void An_arc_that_is_taken_in_place_is_measured_too()
    {
        using var listener = new Listener(activities: false, Duration);
        _driver.SetState(Stop);
        Assert.Equal(["step", "transition"], listener.Measurements.Select(measured => measured["operation"]));
    }

    [Fact]
    public void A_transition_and_its_steps_are_activities_within_each_other_and_within_the_hosts()
    {
        using var listener = new Listener(activities: true);
        using Activity host = new Activity("host").Start();
        _driver.SetState(StopCopy);
        host.Stop();
        Activity transition = listener.Activities.Single(activity => activity.OperationName == "transition");
        Activity[] steps = [.. listener.Activities.Where(activity => activity.OperationName == "step")];
        Assert.Equal(host.SpanId, transition.ParentSpanId);
        Assert.Equal(2, steps.Length);
        Assert.All(steps, step => Assert.Equal(transition.SpanId, step.ParentSpanId));
        Assert.Equal("StopCopy", steps[1].GetTagItem("to"));
        Assert.Equal(ActivityStatusCode.Unset, transition.Status);
    }

    [Fact]
    public void A_handlers_own_activities_are_within_its_step()
    {
        using var listener = new Listener(activities: true);
        ActivitySpanId? inside = null;
        _driver.OnArc = (_, _) => inside = Activity.Current?.SpanId;
        _driver.SetState(Stop);
        Assert.Equal(listener.Activities.Single(activity => activity.OperationName == "step").SpanId, inside);
    }

    [Fact]
    public void A_failed_step_and_its_transition_bear_the_errno()
    {
        using var listener = new Listener(activities: true, Duration, Failures);
        _driver.OnArc = (from, _) =>
        {
            if (from == Stop)
                throw new MigrationException(Errno.EBUSY, "busy");
        };
        Assert.Throws<TransitionException<MigrationState>>(() => _driver.SetState(StopCopy));
        Assert.Equal(
            [(Duration, "step", null), (Duration, "step", "EBUSY"), (Duration, "transition", "EBUSY"), (Failures, null, "EBUSY")],
            listener.Measurements.Select(measured => (measured.Instrument, measured["operation"], measured["errno"])));
        Measured failure = listener.Measurements[^1];
        Assert.Equal(
            (nameof(ObservedDriver), "Running", "StopCopy", 1.0),
            (failure["driver"], failure["from"], failure["to"], failure.Value));
        Assert.Equal(
            [("step", ActivityStatusCode.Unset), ("step", ActivityStatusCode.Error), ("transition", ActivityStatusCode.Error)],
            listener.Activities.Select(activity => (activity.OperationName, activity.Status)));
        Assert.Equal("busy", listener.Activities[1].StatusDescription);
        Assert.All(listener.Activities.Skip(1), failed => Assert.Equal("exception", Assert.Single(failed.Events).Name));
    }

    [Fact]
    public async Task A_cancelled_step_is_ECANCELED_like_its_transition()
    {
        var driver = new TokenDriver();
        using var listener = new Listener(activities: false, Duration);
        using var cancel = new CancellationTokenSource();
        driver.OnToken = token =>
        {
            cancel.Cancel();
            token.ThrowIfCancellationRequested();
        };
        await Assert.ThrowsAsync<TransitionException<MigrationState>>(() => driver.SetStateAsync(Stop, cancel.Token).Soon());
        Assert.Equal(["ECANCELED", "ECANCELED"], listener.Measurements.Select(measured => measured["errno"]));
    }

    [Fact]
    public void A_step_that_a_reset_has_cancelled_is_ECANCELED_too()
    {
        var driver = new TokenDriver();
        using var listener = new Listener(activities: false, Duration);
        driver.OnToken = token =>
        {
            driver.Reset();
            token.ThrowIfCancellationRequested();
        };
        Assert.Throws<TransitionException<MigrationState>>(() => driver.SetState(Stop));
        Assert.Equal(["ECANCELED", "ECANCELED"], listener.Measurements.Select(measured => measured["errno"]));
    }

    [Fact]
    public async Task Every_way_to_fail_is_counted_also_when_only_failures_are_listened_to()
    {
        using var listener = new Listener(activities: false, Failures);
        _driver.OnArc = (_, _) => throw new FormatException();
        // In place, as a walk, refused, cancelled before it began, asked for inside a handler.
        Assert.Throws<TransitionException<MigrationState>>(() => _driver.SetState(Stop));
        Assert.Throws<TransitionException<MigrationState>>(() => _driver.SetState(StopCopy));
        Assert.Throws<TransitionException<MigrationState>>(() => _driver.SetState(Error));
        await Assert.ThrowsAsync<TransitionException<MigrationState>>(
            () => _driver.SetStateAsync(Stop, new CancellationToken(canceled: true)).Soon());
        _driver.OnArc = (_, _) => Assert.Throws<TransitionException<MigrationState>>(() => _driver.SetState(PreCopy));
        _driver.SetState(Stop);
        Assert.Equal(
            ["EIO", "EIO", "EINVAL", "ECANCELED", "EDEADLK"], listener.Measurements.Select(measured => measured["errno"]));
    }

    [Fact]
    public void Resets_are_counted_and_are_activities()
    {
        using var listener = new Listener(activities: true, Resets);
        _driver.Reset();
        _driver.OnDeviceReset = () => throw new FormatException("odd");
        var failure = Assert.Throws<TransitionException<MigrationState>>(_driver.Reset);
        Assert.Equal(2, listener.Measurements.Count);
        Assert.All(listener.Measurements, measured => Assert.Equal((nameof(ObservedDriver), 1.0), (measured["driver"], measured.Value)));
        Assert.Equal(
            [("reset", ActivityStatusCode.Unset, null), ("reset", ActivityStatusCode.Error, failure.Message)],
            listener.Activities.Select(activity => (activity.OperationName, activity.Status, activity.StatusDescription)));
        Assert.All(listener.Activities, activity => Assert.Equal(nameof(ObservedDriver), activity.GetTagItem("driver")));
    }

    [Fact]
    public void Resets_are_counted_also_when_only_they_are_listened_to()
    {
        using var listener = new Listener(activities: false, Resets);
        _driver.Reset();
        Assert.Single(listener.Measurements);
    }

    [Fact]
    public async Task Session_bytes_are_counted_by_kind()
    {
        using var listener = new Listener(activities: false, Bytes);
        _driver.MakeSaving = () => SavingSession.FromBlock(new byte[10]);
        var saving = (SavingSession)_driver.SetState(StopCopy)!;
        while ((await saving.ReadAsync(new byte[6]).Soon()).Outcome == ReadOutcome.Bytes)
            continue;
        var resuming = (ResumingSession)_driver.SetState(Resuming)!;
        await resuming.WriteAsync(new byte[3]).Soon();
        Assert.Equal(
            [("Saving", 6.0), ("Saving", 4.0), ("Resuming", 3.0)],
            listener.Measurements.Select(measured => (measured["session"], measured.Value)));
    }

    [Fact]
    public void A_session_that_cannot_be_released_is_seen()
    {
        using var listener = new Listener(activities: true, Failures);
        _driver.MakeSaving = () => new TestSaving { Closed = () => throw new FormatException("odd") };
        _driver.SetState(StopCopy);
        _driver.SetState(Stop);
        Measured failure = Assert.Single(listener.Measurements);
        Assert.Equal(("close", "Saving"), (failure["operation"], failure["session"]));
        Activity close = listener.Activities.Single(activity => activity.OperationName == "close");
        Assert.Equal((ActivityStatusCode.Error, "odd"), (close.Status, close.StatusDescription));
        Assert.Equal("Saving", close.GetTagItem("session"));
        Assert.Equal("exception", Assert.Single(close.Events).Name);
    }

    [Fact]
    public void When_the_listener_has_gone_nothing_is_paid_any_more()
    {
        var driver = new LeanDriver();
        using (var listener = new Listener(activities: true, Duration))
        {
            driver.SetState(Stop);
            Assert.NotEmpty(listener.Activities);
        }

        driver.SetState(Running);
        long before = GC.GetAllocatedBytesForCurrentThread();
        driver.SetState(RunningP2P);
        driver.SetState(Running);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
