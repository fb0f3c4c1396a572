using System.Threading.Tasks;
using Xunit;
using static MigSdk.Testing.ConformanceCheck;

namespace MigSdk.Testing.Tests;

/// <summary>What goes wrong while the card runs and is read.</summary>
public sealed class PreCopyMutants
{
    [Fact]
    public Task Initial_bytes_that_never_fall() =>
        Mutant.IsCaughtAsync(() => new InitialNeverFalls(), PreCopyEstimates);

    [Fact]
    public Task Dirty_bytes_that_do_not_follow() => Mutant.IsCaughtAsync(() => new DirtyStaysZero(), PreCopyEstimates);

    [Fact]
    public Task A_pre_copy_that_never_drains() => Mutant.IsCaughtAsync(() => new NeverDrains(), PreCopyConvergence);
}
