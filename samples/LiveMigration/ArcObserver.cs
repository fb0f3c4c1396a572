using System;
using System.Diagnostics;
using MigSdk;
using MigSdk.Host;
using Samples.Devices;

namespace Samples.LiveMigration;

/// <summary>
/// Watches the arcs that drivers take, by the SDK's <see cref="ActivitySource"/>. Which end it was the source does not say,
/// since both have the same class; so each driver's hook marks the activity that it finds itself in.
/// </summary>
internal sealed class ArcObserver : IDisposable
{
    private const string SourceName = "MigSdk";
    private const string StepName = "step";
    private const string EndTag = "end";

    private readonly ActivityListener _listener;

    internal ArcObserver(Action<ArcTaken> taken)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == SourceName,
            Sample = static (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.OperationName == StepName)
                    taken(Read(activity));
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Puts a hook into a driver.</summary>
    /// <param name="driver">The driver.</param>
    /// <param name="end">The end at which it is.</param>
    /// <param name="before">Called before each of its arcs; what it throws makes the arc fail.</param>
    internal static void Attach(ISampleDevice driver, MigrationEnd end, Action<ArcContext> before) =>
        driver.BeforeArc = arc =>
        {
            Activity.Current?.SetTag(EndTag, end.ToString());
            before(arc);
        };

    public void Dispose() => _listener.Dispose();

    private static ArcTaken Read(Activity activity) => new(
        Tag(activity, EndTag),
        Tag(activity, "from"),
        Tag(activity, "to"),
        activity.Duration,
        activity.Status == ActivityStatusCode.Error ? activity.StatusDescription ?? "failed" : null);

    private static string Tag(Activity activity, string name) => activity.GetTagItem(name) as string ?? "";
}
