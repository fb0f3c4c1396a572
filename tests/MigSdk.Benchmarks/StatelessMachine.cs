using Stateless;

namespace MigSdk.Benchmarks;

/// <summary>The 15 arcs in Stateless, one trigger a target; a combination takes one call an arc, since it plans no path.</summary>
internal sealed class StatelessMachine
{
    private static readonly (MigrationState From, MigrationState To)[] Arcs =
    [
        (MigrationState.Running, MigrationState.RunningP2P), (MigrationState.RunningP2P, MigrationState.Running),
        (MigrationState.RunningP2P, MigrationState.Stop), (MigrationState.Stop, MigrationState.RunningP2P),
        (MigrationState.Stop, MigrationState.StopCopy), (MigrationState.StopCopy, MigrationState.Stop),
        (MigrationState.Stop, MigrationState.Resuming), (MigrationState.Resuming, MigrationState.Stop),
        (MigrationState.Running, MigrationState.PreCopy), (MigrationState.PreCopy, MigrationState.Running),
        (MigrationState.RunningP2P, MigrationState.PreCopyP2P), (MigrationState.PreCopyP2P, MigrationState.RunningP2P),
        (MigrationState.PreCopy, MigrationState.PreCopyP2P), (MigrationState.PreCopyP2P, MigrationState.PreCopy),
        (MigrationState.PreCopyP2P, MigrationState.StopCopy),
    ];

    internal int Steps;

    internal StatelessMachine()
    {
        Machine = new StateMachine<MigrationState, MigrationState>(MigrationState.Running);
        foreach ((MigrationState from, MigrationState to) in Arcs)
            Machine.Configure(from).Permit(to, to).OnExit(() => Steps++);
    }

    internal StateMachine<MigrationState, MigrationState> Machine { get; }
}
