using System.Linq;
using System.Threading;
using MigSdk.Host;
using MigSdk.Spec;

namespace MigSdk.Cli;

/// <summary>What the spec says of a device with certain features.</summary>
/// <param name="Plan">The plan of its features.</param>
/// <param name="Own">The transitions that the device itself says it has.</param>
internal sealed record DevicePlan(DriverPlan Plan, TransitionSet<MigrationState> Own)
{
    /// <summary>Plans for a device.</summary>
    internal static DevicePlan Of(IMigrationBackend device, CancellationToken cancel)
    {
        StateMachineSpec spec = SpecFinder.FindOne(BuiltInSpecs.Vfio, Preference.Spec, cancel).Spec;
        IndexSet features = IndexSet.Of([.. Enumerable.Range(0, spec.Features.Length)
            .Where(index => ((ulong)device.Features & (ulong)spec.Features[index].Value) != 0)]);
        return new DevicePlan(Planner.Plan(spec).For(features), device.SupportedTransitions);
    }

    /// <summary>The state of the uAPI that is at an index.</summary>
    internal MigrationState StateAt(int index) => (MigrationState)Plan.Spec.States[index].Value;

    /// <summary>Whether the device itself says that it supports a transition.</summary>
    internal bool IsOwn(int from, int to) => Own.Contains(StateAt(from), StateAt(to));

    /// <summary>Whether what the device says is what the spec says of its features.</summary>
    internal bool IsAsPlanned => Enumerable.Range(0, Plan.Spec.States.Length).All(from =>
        Enumerable.Range(0, Plan.Spec.States.Length).All(to => IsOwn(from, to) == Plan.IsSupported(from, to)));
}
