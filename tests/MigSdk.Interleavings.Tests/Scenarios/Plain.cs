using System.Threading.Tasks;
using static MigSdk.MigrationState;

namespace MigSdk.Interleavings.Tests.Scenarios;

/// <summary>The driver's handlers are synchronous.</summary>
public sealed class Plain(string kinds) : Mixture<PlainDriver>(kinds)
{
    private protected override Task Act(string kind, string name)
    {
        switch (kind)
        {
            case "Arc":
                return Ledger.TransitionAsync(name, () => new(Driver.SetState(RunningP2P)));
            case "Walk":
                return Ledger.TransitionAsync(name, () => new(Driver.SetState(TargetOf(name))));
            case "Failing":
                return Ledger.TransitionAsync(name, () => new(Driver.SetState(Stop)), during: Faults.AtTheSecond);
            case "Resetting":
                return Ledger.TransitionAsync(
                    name, () => new(Driver.SetState(Stop)), during: _ => Ledger.Reset(name, Driver.Reset));
            default:
                return base.Act(kind, name);
        }
    }
}
