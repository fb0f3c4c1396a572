using System.Threading.Tasks;
using MigSdk.Testing.Subjects;

namespace MigSdk.Testing.Execution;

/// <summary>Brings devices to where a case begins.</summary>
internal static class Arrival
{
    /// <summary>
    /// Brings a device to a state, from which any transition can then be asked for: in RESUMING it has got a whole stream.
    /// </summary>
    internal static async Task ReadyToLeaveAsync(CheckRun run, Subject subject, MigrationState state)
    {
        await subject.BringToAsync(state);
        if (state == MigrationState.Resuming)
            await subject.FeedAsync((await ReferenceAsync(run)).Bytes);
    }

    /// <summary>The stream of a device that has worked, made once in a run.</summary>
    internal static async Task<SavedStream> ReferenceAsync(CheckRun run)
    {
        if (run.Lab.Reference is { } reference)
            return reference;
        Subject source = await run.CreateAsync("source of the stream");
        await source.WorkAsync(3);
        return run.Lab.Reference = await source.SaveAsync(MigrationState.Running);
    }
}
