using System;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;

namespace MigSdk.Testing.Subjects;

/// <summary>Drivers in this process.</summary>
internal sealed class DriverSource<[DynamicallyAccessedMembers(DriverMembers.Needed)] TDriver>(
    Func<TDriver> create, ConformanceOptions<TDriver> options) : DeviceSource
    where TDriver : class, IMigrationDriver
{
    internal override string Name => typeof(TDriver).Name;

    internal override StaticAnswers Answers { get; } = StaticAnswers.Of<TDriver>();

    internal override FailurePolicy Policy =>
        typeof(TDriver).GetCustomAttribute<MigrationDriverAttribute>()?.FailurePolicy
        ?? typeof(TDriver).GetCustomAttribute<StateMachineDriverAttribute<MigrationState>>()?.FailurePolicy
        ?? FailurePolicy.StopWhereFailed;

    internal override bool IsSingleThreaded =>
        typeof(TDriver).GetCustomAttribute<MigrationDriverAttribute>()?.SingleThreaded
        ?? typeof(TDriver).GetCustomAttribute<StateMachineDriverAttribute<MigrationState>>()?.SingleThreaded
        ?? false;

    internal override bool IsSynchronous { get; } = SynchronousWay.Has<TDriver>();

    internal override Task<TestedDevice> CreateAsync(Way way, CancellationToken cancel)
    {
        TDriver driver = create() ?? throw new InvalidOperationException($"The factory of {Name} gave null.");
        StepSeam? seam = way == Way.Seamed ? StepSeam.TryAttach(driver) : null;
        IMigrationBackend backend = way == Way.Synchronous
            ? InProcessBackend.For(new SynchronousDriver<TDriver>(driver, SynchronousWay.Of(driver)))
            : seam is null
                ? InProcessBackend.For(driver)
                : InProcessBackend.For(new SeamedDriver<TDriver>(driver, seam));
        return Task.FromResult(Describe(driver, backend, seam, options));
    }
}
