using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace MigSdk.Engine;

/// <summary>
/// What can be seen from outside: the <see cref="ActivitySource"/> and the <see cref="Meter"/>, both named
/// <c>MigSdk</c>. While nobody listens it costs two loads a transition.
/// </summary>
internal static class Telemetry
{
    internal const string Name = "MigSdk";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    // One instrument for both, told apart by a tag, so that a transition has to ask one instrument only.
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "migsdk.operation.duration", "s", "How long transitions that hosts have asked for, and their steps, took.");

    private static readonly Counter<long> Failures = Meter.CreateCounter<long>(
        "migsdk.failures", "{failure}", "Transitions that were refused, failed or were cancelled.");

    private static readonly Counter<long> Resets = Meter.CreateCounter<long>(
        "migsdk.resets", "{reset}", "Resets that took effect.");

    private static readonly Counter<long> Bytes = Meter.CreateCounter<long>(
        "migsdk.session.bytes", "By", "Bytes that hosts have read from or written to sessions.");

    /// <summary>Whether a transition and its steps have to be reported.</summary>
    internal static bool IsListening
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Source.HasListeners() || Duration.Enabled;
    }

    internal static Observed? BeginTransition<TState>(object driver, TState from, TState target)
        where TState : struct, Enum =>
        IsListening ? Begin("transition", driver, from, target) : null;

    internal static Observed? BeginStep<TState>(object driver, TState from, TState to)
        where TState : struct, Enum =>
        IsListening ? Begin("step", driver, from, to) : null;

    internal static void Failed<TState>(object driver, TransitionException<TState> failure)
        where TState : struct, Enum
    {
        if (Failures.Enabled)
        {
            Tell(() => Failures.Add(
                1,
                [
                    new("driver", driver.GetType().Name),
                    new("from", failure.From.ToString()),
                    new("to", failure.Target.ToString()),
                    new("errno", failure.Errno.ToString()),
                ]));
        }
    }

    internal static void Reset(object driver, Exception? failure)
    {
        if (IsListening || Resets.Enabled)
            ReportReset(driver.GetType().Name, failure);
    }

    internal static void SessionBytes(SessionKind kind, int bytes)
    {
        if (Bytes.Enabled)
            ReportBytes(kind, bytes);
    }

    internal static void CloseFailed(SessionKind kind, Exception cause) => Tell(() =>
    {
        Failures.Add(1, new("operation", "close"), new("session", kind.ToString()));
        using Activity? activity = Source.StartActivity("close");
        activity?.AddTag("session", kind.ToString());
        activity?.SetStatus(ActivityStatusCode.Error, cause.Message);
        activity?.AddException(cause);
    });

    // What a listener throws is its own failure. A transition that is watched must not fail by it, nor hold its gate for ever.
    private static void Tell(Action report)
    {
        try
        {
            report();
        }
        catch (Exception fault)
        {
            Debug.WriteLine($"A listener of {Name} failed: {fault}");
        }
    }

    // Apart from their callers, which a closure would make allocate also where nobody listens.
    private static void ReportBytes(SessionKind kind, int bytes) =>
        Tell(() => Bytes.Add(bytes, new KeyValuePair<string, object?>("session", kind.ToString())));

    private static void ReportReset(string driver, Exception? failure) => Tell(() =>
    {
        Resets.Add(1, new KeyValuePair<string, object?>("driver", driver));
        using Activity? activity = Source.StartActivity("reset");
        activity?.AddTag("driver", driver);
        if (failure is not null)
            activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
    });

    private static Observed Begin<TState>(string operation, object driver, TState from, TState to)
        where TState : struct, Enum
    {
        TagList tags = new()
        {
            { "operation", operation },
            { "driver", driver.GetType().Name },
            { "from", from.ToString() },
            { "to", to.ToString() },
        };
        Activity? activity = null;
        Tell(() => activity = Source.StartActivity(operation));
        if (activity is not null)
        {
            foreach (KeyValuePair<string, object?> tag in tags)
                activity.AddTag(tag.Key, tag.Value);
        }

        return new Observed(activity, tags, Stopwatch.GetTimestamp());
    }

    /// <summary>A transition or a step under observation; there is none while nobody listens.</summary>
    internal sealed class Observed(Activity? activity, TagList tags, long begin)
    {
        private TagList _tags = tags;

        internal void End(Exception? failure)
        {
            if (failure is not null)
            {
                _tags.Add("errno", Failure.ErrnoOf(failure).ToString());
                activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
                activity?.AddException(failure);
            }

            Tell(() => Duration.Record(Stopwatch.GetElapsedTime(begin).TotalSeconds, _tags));
            Tell(() => activity?.Dispose());
        }
    }
}
