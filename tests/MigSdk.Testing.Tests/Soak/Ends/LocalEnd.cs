using System.Threading.Tasks;
using MigSdk.Host;
using Samples.Devices;

namespace MigSdk.Testing.Tests.Soak;

/// <summary>A device in its host's process.</summary>
internal sealed class LocalEnd(DriverKind kind) : End(kind)
{
    internal override IMigrationBackend Backend => Device.Backend;

    internal override ValueTask<ulong> ReadAsync() => new(Device.Device.Read(Register.Scratch0));

    internal override ValueTask WriteAsync(ulong value)
    {
        Device.Device.Write(Register.Scratch0, value);
        return ValueTask.CompletedTask;
    }
}
