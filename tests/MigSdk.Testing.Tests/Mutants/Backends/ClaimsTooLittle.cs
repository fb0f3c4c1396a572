using System.Linq;
using MigSdk.Host;

namespace MigSdk.Testing.Tests;

/// <summary>Denies a transition that its features bring.</summary>
internal sealed class ClaimsTooLittle(IMigrationBackend inner) : WrongBackend(inner)
{
    public override TransitionSet<MigrationState> SupportedTransitions =>
        new(base.SupportedTransitions.Where(pair => pair != (MigrationState.Stop, MigrationState.PreCopy)));
}
