using System.Threading;

namespace MigSdk.Testing.Tests;

/// <summary>Waits in its halt for what never comes.</summary>
internal sealed class HaltsForEver : CardDevice
{
    internal override void Halt() => Thread.Sleep(Timeout.Infinite);
}
