using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MigSdk.Testing.Model;
using MigSdk.Testing.Subjects;

namespace MigSdk.Testing.Execution;

/// <summary>One run of a check: its cases, one after the other, and what they have found.</summary>
internal sealed class CheckRun(Lab lab, ConformanceCheck check)
{
    private const int MaxFailures = 3;

    private readonly List<CheckFailure> _failures = [];
    private readonly List<Subject> _subjects = [];
    private readonly List<string> _notes = [];

    internal Lab Lab => lab;

    internal VfioPlan Plan => lab.Plan;

    internal LabSettings Settings => lab.Settings;

    internal Dice Dice { get; } = new(lab.Settings.Seed, check);

    internal IReadOnlyList<CheckFailure> Failures => _failures;

    internal int Cases { get; private set; }

    internal bool HasHung { get; private set; }

    internal string? Notes => _notes.Count == 0 ? null : string.Join(' ', _notes);

    /// <summary>The ways by which a device is asked: a host's, and its own synchronous one where it has that.</summary>
    internal IEnumerable<Way> Ways(Way ofHosts) => lab.Source.IsSynchronous ? [ofHosts, Way.Synchronous] : [ofHosts];

    internal void CountCase() => Cases++;

    internal void Note(string note)
    {
        if (!_notes.Contains(note))
            _notes.Add(note);
    }

    /// <summary>Makes a device for the case that is being tried; it is released when the case ends.</summary>
    internal async Task<Subject> CreateAsync(string role, Way way = Way.Plain)
    {
        Subject subject = await lab.CreateAsync(role, way);
        _subjects.Add(subject);
        return subject;
    }

    /// <summary>Tries a case.</summary>
    /// <param name="what">What is tried, the arc or the pair of states first.</param>
    /// <param name="body">Does it, with devices of its own.</param>
    /// <returns>Whether nothing was wrong.</returns>
    /// <exception cref="CheckEndedException">Enough was found, or the device hangs.</exception>
    internal Task<bool> CaseAsync(string what, Func<Task> body)
    {
        Cases++;
        return CaseAsync(() => what, body);
    }

    /// <summary>Tries a case that goes on from one thing to another, each of them counted by itself.</summary>
    internal async Task<bool> CaseAsync(Func<string> what, Func<Task> body)
    {
        CheckFailure? failure = await TryAsync(what, body);
        if (failure is not null)
            Report(failure);
        return failure is null;
    }

    /// <summary>Tries a case and gives what was wrong without reporting it.</summary>
    internal async Task<CheckFailure?> TryAsync(Func<string> what, Func<Task> body)
    {
        lab.Cancel.ThrowIfCancellationRequested();
        CheckFailure? failure = null;
        try
        {
            await body();
        }
        catch (Exception cause) when (cause is not (CheckEndedException or OperationCanceledException))
        {
            failure = Describe(what(), cause);
        }

        // Before a failure is told, so that one in giving back a device does not hide it.
        failure = await ReleaseAsync(what(), failure);
        lab.Cancel.ThrowIfCancellationRequested();
        return failure;
    }

    internal void Report(CheckFailure failure)
    {
        _failures.Add(failure);
        if (HasHung || _failures.Count >= MaxFailures)
            throw new CheckEndedException();
    }

    private async Task<CheckFailure?> ReleaseAsync(string what, CheckFailure? failure)
    {
        foreach (Subject subject in _subjects)
        {
            try
            {
                HasHung |= subject.IsHung;
                await subject.ReleaseAsync();
            }
            catch (Exception cause)
            {
                HasHung |= subject.IsHung;
                failure ??= Describe($"{what}, at the end", cause);
            }
        }

        _subjects.Clear();
        return failure;
    }

    private CheckFailure Describe(string what, Exception cause)
    {
        string[] walks = [.. _subjects.Select(subject => subject.Trace.ToString())];
        return cause is CheckFailedException found
            ? new CheckFailure(what, walks, found.Expected, found.Seen) { Cause = found.InnerException }
            : new CheckFailure(what, walks, "no exception", Text.Of(cause)) { Cause = cause };
    }
}
