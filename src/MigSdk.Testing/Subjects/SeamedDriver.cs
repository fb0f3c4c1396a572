using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Testing.Subjects;

/// <summary>A driver whose requests go through a seam.</summary>
internal sealed class SeamedDriver<TDriver>(TDriver driver, StepSeam seam) : RoutedDriver<TDriver>(driver)
    where TDriver : class, IMigrationDriver
{
    public override ValueTask<MigrationSession?> SetStateAsync(MigrationState target, CancellationToken cancel = default) =>
        seam.SetStateAsync(target, cancel);

    public override void Reset() => seam.Reset();

    public override ValueTask ResetAsync() => seam.ResetAsync();
}
