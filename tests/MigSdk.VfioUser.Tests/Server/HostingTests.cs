using System.IO;
using System.Threading.Tasks;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace MigSdk.VfioUser.Tests;

public sealed class HostingTests
{
    [Fact]
    public async Task A_host_serves_its_devices_as_long_as_it_runs()
    {
        string one = Path.Combine(Path.GetTempPath(), "vfu-" + Path.GetRandomFileName());
        string two = Path.Combine(Path.GetTempPath(), "vfu-" + Path.GetRandomFileName());
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddVfioUserServer(one, _ => new Board().Device);
        builder.Services.AddVfioUserServer(_ => new Board().Device, (_, options) => options.SocketPath = two);
        using (IHost host = builder.Build())
        {
            await host.StartAsync();
            foreach (string path in new[] { one, two })
            {
                using var client = new RawClient(path);
                Assert.Equal(7, client.ReadRegion(2, 0, 1)[0]);
            }

            await host.StopAsync();
        }

        Assert.False(File.Exists(one) || File.Exists(two));
    }
}
