using System;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Testing.Subjects;

/// <summary>A driver whose requests go to its own <c>SetState</c>, which cannot be cancelled.</summary>
internal sealed class SynchronousDriver<TDriver>(TDriver driver, Func<MigrationState, MigrationSession?> setState)
    : RoutedDriver<TDriver>(driver)
    where TDriver : class, IMigrationDriver
{
    public override ValueTask<MigrationSession?> SetStateAsync(MigrationState target, CancellationToken cancel = default)
    {
        try
        {
            return new ValueTask<MigrationSession?>(setState(target));
        }
        catch (Exception cause)
        {
            return ValueTask.FromException<MigrationSession?>(cause);
        }
    }
}
