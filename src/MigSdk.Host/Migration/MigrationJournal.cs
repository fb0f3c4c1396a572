using System;
using System.Collections.Generic;

namespace MigSdk.Host;

/// <summary>What has happened in a migration so far, and when; tells the observer.</summary>
internal sealed class MigrationJournal
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly IProgress<MigrationProgress>? _observer;
    private readonly Dictionary<MigrationPhase, TimeSpan> _phases = [];
    private readonly long _begin;
    private long _phaseBegin;
    private long _lastReport;
    private long? _downtimeBegin;
    private TimeSpan? _downtime;

    internal MigrationJournal(LiveMigrationOptions options, IProgress<MigrationProgress>? observer)
    {
        _time = options.TimeProvider;
        _interval = options.ProgressInterval;
        _observer = observer;
        _begin = _phaseBegin = _lastReport = _time.GetTimestamp();
    }

    internal MigrationPhase Phase { get; private set; } = MigrationPhase.Setup;

    internal IReadOnlyList<MigrationRequest> Requests { get; private set; } = [];

    /// <summary>How long each phase took that has ended.</summary>
    internal IReadOnlyDictionary<MigrationPhase, TimeSpan> Phases => _phases;

    internal int Round { get; private set; }

    internal long Bytes { get; private set; }

    internal double Rate { get; private set; }

    internal PreCopyInfo? PreCopy { get; private set; }

    internal TimeSpan Elapsed => _time.GetElapsedTime(_begin);

    internal TimeSpan? Downtime => _downtime ?? (_downtimeBegin is { } begin ? _time.GetElapsedTime(begin) : null);

    /// <summary>What the observer threw; after that it is told nothing any more.</summary>
    internal Exception? ObserverFailure { get; private set; }

    /// <exception cref="MigrationException">EIO where the observer has thrown.</exception>
    internal void ThrowIfObserverFailed()
    {
        if (ObserverFailure is { } cause)
            throw new MigrationException(Errno.EIO, $"The progress observer threw: {cause.Message}", cause);
    }

    internal void EnterPhase(MigrationPhase phase)
    {
        EndPhase();
        Phase = phase;
        if (phase > MigrationPhase.PreCopy)
            PreCopy = null;
        Report();
    }

    /// <summary>Takes over what another host, which carries out this migration, says of it.</summary>
    internal void Adopt(ProgressMessage message)
    {
        Round = message.Round;
        Rate = message.BytesPerSecond;
        PreCopy = message.PreCopy;
        if (_downtimeBegin is null && message.Downtime is { } passed)
            _downtimeBegin = _time.GetTimestamp() - (long)(passed.TotalSeconds * _time.TimestampFrequency);
        if (message.Phase != Phase)
            EnterPhase(message.Phase);
        else
            Report();
    }

    internal long Now() => _time.GetTimestamp();

    internal TimeSpan Since(long timestamp) => _time.GetElapsedTime(timestamp);

    internal void BeginDowntime() => _downtimeBegin ??= _time.GetTimestamp();

    internal void EndDowntime() => _downtime ??= Downtime;

    internal void Add(MigrationRequest request)
    {
        // A new list each time: observers keep the ones that they were given.
        Requests = [.. Requests, request];
        Report();
    }

    internal void BeginRound() => Round++;

    internal void SetEstimates(PreCopyInfo? estimates)
    {
        PreCopy = estimates;
        Report();
    }

    internal void AddBytes(int count, double rate)
    {
        Rate = rate;
        AddBytes(count);
    }

    internal void AddBytes(int count)
    {
        Bytes += count;
        if (_time.GetElapsedTime(_lastReport) >= _interval)
            Report();
    }

    internal void Report()
    {
        if (_observer is null || ObserverFailure is not null)
            return;
        _lastReport = _time.GetTimestamp();
        try
        {
            _observer.Report(Snapshot());
        }
        catch (Exception cause)
        {
            // Whoever looks on must not decide which side runs: the migration takes this up where it is safe.
            ObserverFailure = cause;
        }
    }

    private MigrationProgress Snapshot() => new()
    {
        Phase = Phase,
        Requests = Requests,
        LastSourceRequest = LastOf(MigrationEnd.Source),
        LastDestinationRequest = LastOf(MigrationEnd.Destination),
        Round = Round,
        BytesTransferred = Bytes,
        BytesPerSecond = Rate,
        PreCopy = PreCopy,
        Elapsed = Elapsed,
        Downtime = Downtime,
    };

    private MigrationRequest? LastOf(MigrationEnd end)
    {
        for (int i = Requests.Count - 1; i >= 0; i--)
        {
            if (Requests[i].End == end)
                return Requests[i];
        }

        return null;
    }

    private void EndPhase()
    {
        long now = _time.GetTimestamp();
        _phases[Phase] = _time.GetElapsedTime(_phaseBegin, now) + _phases.GetValueOrDefault(Phase);
        _phaseBegin = now;
    }
}
