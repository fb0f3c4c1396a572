using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.Host;
using MigSdk.Testing.Execution;
using MigSdk.Testing.Subjects;

namespace MigSdk.Testing;

/// <summary>Shows by running a device whether it keeps the laws of migration. Works with any test framework.</summary>
public static class MigrationConformance
{
    /// <summary>Runs the checks on a driver in this process and fails if it is not conformant.</summary>
    /// <typeparam name="TDriver">The driver's class.</typeparam>
    /// <param name="create">Makes a new device with its driver, in RUNNING. Called many times.</param>
    /// <param name="options">What is to be known of the device; by default only what a host can see is checked.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ConformanceException">The driver is not conformant; the message is the report.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public static async Task<ConformanceReport> VerifyAsync<
        [DynamicallyAccessedMembers(DriverMembers.Needed)] TDriver>(
        Func<TDriver> create, ConformanceOptions<TDriver>? options = null, CancellationToken cancel = default)
        where TDriver : class, IMigrationDriver
    {
        ConformanceReport report = await RunAsync(create, options, cancel).ConfigureAwait(false);
        report.EnsureConformant();
        return report;
    }

    /// <summary>Runs the checks on a driver in this process.</summary>
    /// <typeparam name="TDriver">The driver's class.</typeparam>
    /// <param name="create">Makes a new device with its driver, in RUNNING. Called many times.</param>
    /// <param name="options">What is to be known of the device; by default only what a host can see is checked.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <returns>The report, whatever it says.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public static Task<ConformanceReport> RunAsync<[DynamicallyAccessedMembers(DriverMembers.Needed)] TDriver>(
        Func<TDriver> create, ConformanceOptions<TDriver>? options = null, CancellationToken cancel = default)
        where TDriver : class, IMigrationDriver
    {
        ArgumentNullException.ThrowIfNull(create);
        options ??= new ConformanceOptions<TDriver>();
        return RunAsync(new DriverSource<TDriver>(create, options), options, cancel);
    }

    /// <summary>Runs the checks on a device behind a back end, and fails if it is not conformant.</summary>
    /// <typeparam name="TBackend">The back end's type.</typeparam>
    /// <param name="connect">Makes a new device, in RUNNING, and connects to it. Called many times.</param>
    /// <param name="options">What is to be known of the device; by default only what a host can see is checked.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ConformanceException">The device is not conformant; the message is the report.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public static async Task<ConformanceReport> VerifyBackendAsync<TBackend>(
        Func<CancellationToken, ValueTask<TBackend>> connect,
        ConformanceOptions<TBackend>? options = null,
        CancellationToken cancel = default)
        where TBackend : class, IMigrationBackend
    {
        ConformanceReport report = await RunBackendAsync(connect, options, cancel).ConfigureAwait(false);
        report.EnsureConformant();
        return report;
    }

    /// <summary>Runs the checks on a device behind a back end. Its handlers cannot be seen or made to fail from there.</summary>
    /// <typeparam name="TBackend">The back end's type.</typeparam>
    /// <param name="connect">Makes a new device, in RUNNING, and connects to it. Called many times.</param>
    /// <param name="options">What is to be known of the device; by default only what a host can see is checked.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <returns>The report, whatever it says.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public static Task<ConformanceReport> RunBackendAsync<TBackend>(
        Func<CancellationToken, ValueTask<TBackend>> connect,
        ConformanceOptions<TBackend>? options = null,
        CancellationToken cancel = default)
        where TBackend : class, IMigrationBackend
    {
        ArgumentNullException.ThrowIfNull(connect);
        options ??= new ConformanceOptions<TBackend>();
        return RunAsync(new BackendSource<TBackend>(connect, options), options, cancel);
    }

    // Away from the test framework's own context: a test that waits for the run holds nothing up.
    private static Task<ConformanceReport> RunAsync<TDevice>(
        DeviceSource source, ConformanceOptions<TDevice> options, CancellationToken cancel)
        where TDevice : class =>
        Task.Run(() => ConformanceRun.RunAsync(source, LabSettings.Of(options), options.ReportPath, cancel), cancel);
}
