namespace MigSdk.Analyzers;

/// <summary>What is known of the session that one call has opened.</summary>
/// <param name="Driver">Where its driver is; null where that is no longer known.</param>
/// <param name="DriverName">What its driver was called when it was opened.</param>
/// <param name="Opener">What is known of its driver's class.</param>
/// <param name="Group">Its group.</param>
/// <param name="Progress">What may have become of it.</param>
/// <param name="Reads">What may have been read of it.</param>
/// <param name="IsPassed">Whether a destination may have been started since.</param>
internal sealed record SessionTrack(
    Place? Driver,
    string DriverName,
    UsedDriver Opener,
    string Group,
    SessionProgress Progress,
    ReadProgress Reads,
    bool IsPassed)
{
    public const string Saving = "Saving";
    public const string Resuming = "Resuming";

    /// <summary>Whether it is closed on every path on which it was opened.</summary>
    public bool IsCertainlyClosed =>
        (Progress & ~SessionProgress.Absent) == SessionProgress.Closed;

    /// <summary>Whether it was opened on every path.</summary>
    public bool IsCertainlyOpened => (Progress & SessionProgress.Absent) == 0;

    /// <summary>Whether it has certainly not been read to its end.</summary>
    public bool IsCertainlyUnread => (Reads & ReadProgress.MaybeAll) == 0;

    /// <summary>After its driver may or may not have left the group.</summary>
    public SessionTrack MaybeClosed() =>
        (Progress & SessionProgress.Open) != 0 ? this with { Progress = Progress | SessionProgress.Closed } : this;

    /// <summary>After its driver has left the group.</summary>
    public SessionTrack Closed() => this with
    {
        Progress = (Progress & SessionProgress.Absent) | SessionProgress.Closed,
    };

    /// <summary>After somebody may have read it.</summary>
    public SessionTrack MaybeRead() => this with { Reads = Reads | ReadProgress.MaybeAll };

    /// <summary>After a read whose outcome nobody has looked at.</summary>
    public SessionTrack ReadBlindly() => this with
    {
        Reads = (Reads & ~(ReadProgress.Nothing | ReadProgress.OneBlindly))
            | ((Reads & ReadProgress.Nothing) != 0 ? ReadProgress.OneBlindly : ReadProgress.None)
            | ((Reads & ReadProgress.OneBlindly) != 0 ? ReadProgress.MaybeAll : ReadProgress.None),
    };

    /// <summary>What holds on either of two paths; null where it was not opened on one of them.</summary>
    public static SessionTrack Join(SessionTrack? one, SessionTrack? other)
    {
        if (one is null || other is null)
        {
            SessionTrack track = (one ?? other)!;
            return track with { Progress = track.Progress | SessionProgress.Absent };
        }

        return one with
        {
            Driver = one.Driver == other.Driver ? one.Driver : null,
            Progress = one.Progress | other.Progress,
            Reads = one.Reads | other.Reads,
            IsPassed = one.IsPassed || other.IsPassed,
        };
    }
}
