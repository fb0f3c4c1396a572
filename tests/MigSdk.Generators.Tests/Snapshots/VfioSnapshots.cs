using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;
using static MigSdk.Generators.Tests.Verifier;

namespace MigSdk.Generators.Tests;

/// <summary>The whole output for drivers of the VFIO FSM.</summary>
public sealed class VfioSnapshots
{
    private const string P2PDriver = """
        using MigSdk;
        using static MigSdk.MigrationState;

        namespace Devices;

        [MigrationDriver(MigrationFeatures.P2P)]
        internal sealed partial class Nic
        {
            [Arc(Running, RunningP2P), Arc(RunningP2P, Running), Arc(RunningP2P, Stop), Arc(Stop, RunningP2P)]
            [Arc(StopCopy, Stop), Arc(Resuming, Stop)]
            private void Step() { }

            [Arc(Stop, StopCopy)]
            private SavingSession BeginSaving() => null!;

            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming() => null!;
        }
        """;

    private const string PreCopyDriver = """
        using MigSdk;
        using static MigSdk.MigrationState;

        namespace Devices;

        [MigrationDriver(MigrationFeatures.PreCopy)]
        internal sealed partial class Nic
        {
            [Arc(Stop, Running), Arc(Running, Stop), Arc(StopCopy, Stop), Arc(PreCopy, Running), Arc(PreCopy, StopCopy)]
            private void Step(ArcContext arc) { }

            [Arc(Stop, StopCopy), Arc(Running, PreCopy)]
            private SavingSession BeginSaving() => null!;

            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming() => null!;

            [Arc(Resuming, Stop)]
            private void Apply(ResumingSession session) { }
        }
        """;

    private const string AsynchronousDriver = """
        using System.Threading;
        using System.Threading.Tasks;
        using MigSdk;
        using static MigSdk.MigrationState;

        namespace Devices;

        [MigrationDriver]
        internal sealed partial class Nic
        {
            [Arc(Stop, Running)]
            private void Start() { }

            [Arc(Running, Stop), Arc(StopCopy, Stop)]
            private async ValueTask DrainAsync(CancellationToken cancel) => await Task.Delay(1, cancel);

            [Arc(Stop, StopCopy)]
            private async Task<Image> CaptureAsync(ArcContext arc, CancellationToken cancel)
            {
                await Task.Delay(1, cancel);
                return null!;
            }

            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming() => null!;

            [Arc(Resuming, Stop)]
            private async Task ApplyAsync(ResumingSession session, CancellationToken cancel) => await Task.Delay(1, cancel);

            private abstract class Image : SavingSession { }
        }
        """;

    private const string HookedDriver = """
        using System.Threading;
        using MigSdk;
        using static MigSdk.MigrationState;

        namespace Devices;

        [MigrationDriver(FailurePolicy = FailurePolicy.RestoreStart)]
        internal sealed partial class Nic
        {
            [Arc(Stop, Running), Arc(Running, Stop), Arc(StopCopy, Stop), Arc(Resuming, Stop)]
            private static void Step(ArcContext arc) { }

            [Arc(Stop, StopCopy)]
            private SavingSession BeginSaving() => null!;

            [Arc(Stop, Resuming)]
            private ResumingSession BeginResuming() => null!;

            [OnEnter(Running)]
            private void EnableInterrupts() { }

            [OnExit(Running)]
            private void DisableInterrupts(CancellationToken cancel) { }

            [OnEnter(SessionKind.Saving)]
            private void StartDirtyTracking(SavingSession session) { }

            [OnExit(SessionKind.Saving)]
            private void StopDirtyTracking(SavingSession session) { }

            [OnReset]
            private void ResetDevice() { }

            [StopCopyLength]
            private long Estimate() => 4096;
        }
        """;

    [Fact]
    public Task Flags_1() => Verify(Clean(Texts.StopCopyDriver));

    [Fact]
    public Task Flags_3() => Verify(Clean(P2PDriver));

    [Fact]
    public Task Flags_5() => Verify(Clean(PreCopyDriver));

    [Fact]
    public Task Flags_7() => Verify(Clean(Texts.FullDriver));

    [Fact]
    public Task Asynchronous() => Verify(Clean(AsynchronousDriver));

    [Fact]
    public Task With_hooks() => Verify(Clean(HookedDriver));

    [Fact]
    public Task Single_threaded() => Verify(Clean(Texts.StopCopyDriver.Replace("[MigrationDriver]", "[MigrationDriver(SingleThreaded = true)]")));

    [Fact]
    public Task Rfc_2022() => Verify(Clean(Rfc2022Tests.Driver));

    private static GeneratorDriver Clean(string source) => GeneratorRun.Of(source).AssertClean().Driver;
}
