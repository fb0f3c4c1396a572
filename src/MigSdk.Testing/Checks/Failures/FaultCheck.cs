using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Subjects;

namespace MigSdk.Testing.Checks;

/// <summary>What the checks that interfere with handlers have in common.</summary>
internal abstract class FaultCheck : Check
{
    private protected const string NoSeam =
        "The handlers of this device cannot be made to fail: it is no driver that the generator has made.";

    private const int MaxAccesses = 64;

    // A handler that is told its arc's work twice, and a device that is proved sound, once for each of these is enough.
    private readonly HashSet<object> _proved = [];

    // On the synchronous way there is no seam: there an access to the hardware fails, or nothing does.
    internal override string? WhyNot(Lab lab) =>
        lab.HasSeam || (lab.Source.IsSynchronous && lab.Settings.HasAccesses) ? null : NoSeam;

    /// <summary>Whether something is seen for the first time in this run.</summary>
    private protected bool IsFirst(object key) => _proved.Add(key);

    /// <summary>The ways by which one arc can be made to fail in the midst of its work.</summary>
    private protected static IEnumerable<Way> WaysToFail(CheckRun run) =>
        run.Ways(Way.Seamed).Where(way => way == Way.Synchronous || run.Lab.HasSeam);

    private protected static void NoteWhatIsMissing(CheckRun run)
    {
        if (!run.Settings.HasAccesses)
            run.Note("No handler failed in the middle of its work: the options have no HookAccesses.");
    }

    /// <summary>Lets an arc fail at each access of its handlers to the hardware in turn, until it makes no more.</summary>
    private protected static async Task AtEachAccessAsync(CheckRun run, Func<int, Task<bool>> fail)
    {
        if (!run.Settings.HasAccesses)
            return;
        for (int access = 0; access < MaxAccesses; access++)
        {
            if (!await fail(access))
                return;
        }

        run.Note($"Of a handler with more than {MaxAccesses} accesses to the hardware only those were made to fail.");
    }

    private protected static string Say(StepPoint point, int access) => point switch
    {
        StepPoint.Before => "failing before its work",
        StepPoint.After => "failing after its work",
        _ => $"failing at access {access} of its work",
    };
}
