using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using static MigSdk.MigrationState;

namespace MigSdk.Interleavings.Tests.Scenarios;

/// <summary>Hosts that ask the same driver for different things, by their kinds: <c>Walk Reset Reset</c>.</summary>
public abstract class Mixture<TDriver> : Scenario
    where TDriver : LedgerDriver, IStateMachineDriver<MigrationState>, new()
{
    private readonly CancellationTokenSource _cancel = new();
    private readonly string[] _kinds;

    private protected Mixture(string kinds) => _kinds = kinds.Split(' ');

    private protected TDriver Driver { get; init; } = new();

    private protected Ledger Ledger => Driver.Ledger;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, Func<Task> Body)> Actors => _kinds.Select((kind, index) =>
    {
        string name = _kinds.Take(index).Contains(kind) ? $"{kind}{index + 1}" : kind;
        return (name, (Func<Task>)(() => Act(kind, name)));
    });

    /// <inheritdoc/>
    public override void Afterwards()
    {
        Ledger.Close();
        // The driver is idle: whoever comes now gets in at once.
        ValueTask last = Driver.ResetAsync();
        Ledger.Check(last.IsCompletedSuccessfully && Driver.State == Running, "the driver is not idle at the end");
    }

    /// <summary>Where a host wants to go: no two of the same kind to the same state.</summary>
    private protected static MigrationState TargetOf(string name) => name[^1] switch
    {
        '2' => RunningP2P,
        '3' => Running,
        _ => Stop,
    };

    private protected virtual Task Act(string kind, string name)
    {
        switch (kind)
        {
            case "Task":
                return Ledger.TransitionAsync(name, () => Driver.SetStateAsync(TargetOf(name)));
            case "Pair":
                // Both wait, in this order, if somebody is inside; if not, the second one waits for the first.
                return Task.WhenAll(
                    Ledger.TransitionAsync($"{name}.1", () => Driver.SetStateAsync(RunningP2P)),
                    Ledger.TransitionAsync($"{name}.2", () => Driver.SetStateAsync(Running)));
            case "Cancellable":
                return Ledger.TransitionAsync(name, () => Driver.SetStateAsync(TargetOf(name), _cancel.Token), _cancel.Token);
            case "Cancel":
                _cancel.Cancel();
                return Task.CompletedTask;
            case "Reset":
                Ledger.Reset(name, Driver.Reset);
                return Task.CompletedTask;
            case "ResetAsync":
                return Ledger.ResetAsync(name, Driver.ResetAsync);
            case "State":
                // No more than these are ever reached, and nothing is seen of a state that is not.
                Ledger.Check(Driver.State is Running or RunningP2P or Stop, $"the state is {Driver.State}");
                Ledger.Check(Driver.State is Running or RunningP2P or Stop, $"the state is {Driver.State}");
                return Task.CompletedTask;
            default:
                throw new ArgumentException(kind);
        }
    }
}
