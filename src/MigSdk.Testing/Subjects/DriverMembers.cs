using System.Diagnostics.CodeAnalysis;

namespace MigSdk.Testing.Subjects;

/// <summary>What the kit looks for in a driver's class beside the interface.</summary>
internal static class DriverMembers
{
    internal const DynamicallyAccessedMemberTypes Needed = StepSeam.NeededMembers | SynchronousWay.NeededMembers;
}
