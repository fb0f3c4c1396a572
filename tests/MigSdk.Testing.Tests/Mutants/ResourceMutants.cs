using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Testing.Tests;

/// <summary>Alone in the process, whose timers and memory they count.</summary>
[CollectionDefinition(nameof(ResourceMutants), DisableParallelization = true)]
[Collection(nameof(ResourceMutants))]
public sealed class ResourceMutants
{
    [Fact]
    public async Task A_timer_that_is_never_stopped() =>
        Mutant.IsCaught(await Cards.RunAsync(() => new LeaksATimer()), ConformanceCheck.Resources);

    [Fact]
    public async Task Sessions_that_are_kept() =>
        Mutant.IsCaught(await Cards.RunAsync(() => new KeepsItsSessions()), ConformanceCheck.Resources);
}
