using MigSdk.Host;

namespace MigSdk.Testing.Tests;

/// <summary>The card behind a back end. Mutants override what it does wrong.</summary>
internal class WrongBackend(IMigrationBackend inner) : DelegatingBackend(inner)
{
    internal Card? Card { get; set; }
}
