using System.Threading.Tasks;
using MigSdk.Testing.Subjects;
using static MigSdk.MigrationState;

namespace MigSdk.Testing.Execution;

/// <summary>Migrations within a case, and what must be true after them.</summary>
internal static class RoundTrips
{
    /// <summary>Moves a device's state into another, with a look at what came of it.</summary>
    internal static async Task MoveAsync(Subject source, Subject destination, MigrationState from)
    {
        SavedStream stream = await source.SaveAsync(from);
        await destination.LoadAsync(stream.Bytes);
        await ExpectEqualAsync(destination, stream);
    }

    /// <summary>Shows that a device, wherever it has come to, can still be saved rightly.</summary>
    internal static async Task ProveSoundAsync(CheckRun run, Subject device, MigrationState from = Running)
    {
        Subject destination = await run.CreateAsync("destination");
        await MoveAsync(device, destination, from);
    }

    internal static async Task ExpectEqualAsync(Subject destination, SavedStream stream)
    {
        if (stream.Snapshot is not null)
            await ExpectSnapshotAsync(destination, stream.Snapshot, "the destination to equal the source");
    }

    internal static async Task ExpectSnapshotAsync(Subject subject, object expected, string what)
    {
        object seen = await subject.SnapshotAsync();
        if (!subject.Lab.Settings.Snapshots.AreEqual(expected, seen))
            throw new CheckFailedException(what, $"{subject.Role}: {Snapshots.Difference(expected, seen)}");
    }

    internal static async Task ExpectStateAsync(Subject subject, MigrationState expected)
    {
        MigrationState seen = await subject.GetStateAsync();
        if (seen != expected)
            throw new CheckFailedException($"{subject.Role} in {expected}", seen.ToString());
    }

    internal static async Task ExpectResourcesAsync(Subject subject, long expected)
    {
        long seen = await subject.CountResourcesAsync();
        if (seen != expected)
        {
            throw new CheckFailedException(
                $"{subject.Role} to hold {expected} resources in RUNNING, as at first", seen.ToString());
        }
    }

    /// <summary>A stream that was closed must say so.</summary>
    internal static async Task ExpectClosedAsync(Subject subject, Host.IMigrationStream stream)
    {
        Errno? errno = await UseAsync(subject, stream);
        if (errno != Errno.ENODEV)
        {
            throw new CheckFailedException(
                $"the {stream.Kind} stream to be closed (ENODEV)", errno?.ToString() ?? "it can still be used");
        }
    }

    /// <summary>A stream that was kept must work.</summary>
    internal static async Task ExpectOpenAsync(Subject subject, Host.IMigrationStream stream)
    {
        Errno? errno = await UseAsync(subject, stream);
        if (errno is not null)
            throw new CheckFailedException($"the {stream.Kind} stream to be open still", errno.ToString()!);
    }

    private static async Task<Errno?> UseAsync(Subject subject, Host.IMigrationStream stream)
    {
        try
        {
            if (stream is Host.ISavingStream saving)
                await subject.ReadAsync(saving, new byte[64]);
            else
                await subject.WriteAsync((Host.IResumingStream)stream, default);
            return null;
        }
        catch (MigrationException failure)
        {
            return failure.Errno;
        }
    }
}
