using System;
using System.Threading;
using MigSdk.Testing.Subjects;

namespace MigSdk.Testing.Execution;

/// <summary>Makes one handler fail once, at one point of its work.</summary>
internal sealed class HandlerFault
{
    /// <summary>An errno that no driver gives by itself.</summary>
    internal const Errno Errno = MigSdk.Errno.ENOSPC;

    private readonly Subject _subject;
    private readonly (MigrationState From, MigrationState To) _arc;
    private readonly StepPoint _point;
    private readonly int _access;
    private readonly Action<HandlerFault> _act;
    private int _armed;
    private int _inside;
    private int _accesses;

    private HandlerFault(
        Subject subject, (MigrationState From, MigrationState To) arc, StepPoint point, int access, Action<HandlerFault> act)
    {
        _subject = subject;
        _arc = arc;
        _point = point;
        _access = access;
        _act = act;
        _armed = 1;
        if (subject.Seam is { } seam)
            seam.Interfere = OnStep;
        else
            _inside = 1;
        if (point == StepPoint.During)
            subject.HookAccesses(OnAccess);
    }

    /// <summary>Whether the point was reached.</summary>
    internal bool HasStruck => Volatile.Read(ref _armed) == 0;

    /// <summary>Makes the step fail with <see cref="Errno"/>.</summary>
    /// <param name="subject">A device, without a seam only if it takes no other arc and fails during the handlers.</param>
    /// <param name="arc">The arc that shall fail.</param>
    /// <param name="point">Where in its step.</param>
    /// <param name="access">At which access to the hardware, from 0, where the point is during the handlers.</param>
    /// <param name="fatal">Whether the failure demands ERROR.</param>
    internal static HandlerFault Fail(
        Subject subject,
        (MigrationState From, MigrationState To) arc,
        StepPoint point,
        int access = 0,
        bool fatal = false) =>
        new(subject, arc, point, access, _ => throw new MigrationException(Errno, "made to fail by the kit") { Fatal = fatal });

    /// <summary>Does something else in the midst of the step.</summary>
    internal static HandlerFault Do(
        Subject subject, (MigrationState From, MigrationState To) arc, StepPoint point, Action act) =>
        new(subject, arc, point, 0, _ => act());

    /// <summary>Takes the fault away.</summary>
    internal void Remove()
    {
        if (_subject.Seam is { } seam)
            seam.Interfere = null;
        if (_point == StepPoint.During)
            _subject.HookAccesses(null);
    }

    private void OnStep(StepPoint point, (MigrationState From, MigrationState To) arc)
    {
        if (arc != _arc)
            return;
        Volatile.Write(ref _inside, point == StepPoint.Before ? 1 : 0);
        if (point == _point)
            Strike();
    }

    private void OnAccess()
    {
        if (Volatile.Read(ref _inside) != 0 && _accesses++ == _access)
            Strike();
    }

    private void Strike()
    {
        if (Interlocked.Exchange(ref _armed, 0) != 0)
            _act(this);
    }
}
