namespace MigSdk.Interleavings.Tests.Scenarios;

/// <summary>The driver's handlers are asynchronous.</summary>
public sealed class Awaiting(string kinds) : Mixture<AwaitingDriver>(kinds);

/// <summary>As <see cref="Awaiting"/>, where it is watched that nobody overtakes.</summary>
public sealed class Queueing : Mixture<AwaitingDriver>
{
    public Queueing(string kinds)
        : base(kinds) => Driver = new AwaitingDriver { Ledger = new Ledger { WatchesOrder = true } };
}
