using System.Threading.Tasks;
using Xunit;

namespace MigSdk.FaultCorpus;

/// <summary>
/// The v1 uAPI's <c>_SET_ERROR</c> macro held a misspelt name, so that it could not be compiled, which nobody noticed before the
/// mlx5 series used it: a macro is compiled where it is used. A state that is misspelt anywhere in C# does not compile.
/// </summary>
[Fault(12, "v1 uAPI, found by the mlx5 series", StoppedBy = ["CS0117"])]
public sealed class F12UncompiledHelper
{
    private const string Faulty =
        """
        using MigSdk;

        internal static class States
        {
            // Nobody calls it.
            internal static bool IsSaving(MigrationState state) =>
                state is MigrationState.StopCopy or MigrationState.PreCoppy;
        }
        """;

    [Fact]
    public Task A_helper_that_nobody_uses_is_compiled() =>
        Rendition.IsStopped<F12UncompiledHelper>(Faulty, Faulty.Edit("PreCoppy", "PreCopy"));
}
