using System.Threading;
using System.Threading.Tasks;
using MigSdk.Testing.Model;
using MigSdk.Testing.Subjects;

namespace MigSdk.Testing.Execution;

/// <summary>What all checks of a run share: the plan, the settings, and where devices come from.</summary>
internal sealed class Lab(DeviceSource source, LabSettings settings, CancellationToken cancel)
{
    internal DeviceSource Source => source;

    internal LabSettings Settings => settings;

    internal CancellationToken Cancel => cancel;

    /// <summary>What a device of these features must be able to do. Set before the first check.</summary>
    internal VfioPlan Plan { get; set; } = new(MigrationFeatures.StopCopy);

    /// <summary>Whether the device's handlers can be seen and made to fail. Set before the first check.</summary>
    internal bool HasSeam { get; set; }

    /// <summary>The stream of a device that has worked; null before it was needed.</summary>
    internal SavedStream? Reference { get; set; }

    internal async Task<Subject> CreateAsync(string role, Way way = Way.Plain)
    {
        cancel.ThrowIfCancellationRequested();
        DeviceThread? thread = source.IsSingleThreaded ? new DeviceThread() : null;
        var guard = new OperationGuard(settings.OperationLimit, thread);
        TestedDevice device = await guard
            .RunAsync("the author's factory", () => source.CreateAsync(way, cancel));
        return new Subject(device, guard, thread, this, role);
    }
}
