using System;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MigSdk.VfioUser;

/// <summary>Servers as services of a host.</summary>
public static class VfioUserServiceCollectionExtensions
{
    /// <summary>Serves a device as long as the host runs. May be called for several devices.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="device">Makes the device.</param>
    /// <param name="configure">How it is served; at least the socket's path.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IServiceCollection AddVfioUserServer(
        this IServiceCollection services, Func<IServiceProvider, PciDevice> device,
        Action<IServiceProvider, VfioUserServerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(configure);
        return services.AddSingleton<IHostedService>(provider =>
        {
            var options = new VfioUserServerOptions();
            configure(provider, options);
            ILogger? logger = provider.GetService<ILoggerFactory>()?.CreateLogger<VfioUserServer>();
            return new VfioUserHostedService(new VfioUserServer(device(provider), options, logger));
        });
    }

    /// <summary>Serves a device as long as the host runs. May be called for several devices.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="socketPath">Where clients connect.</param>
    /// <param name="device">Makes the device.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IServiceCollection AddVfioUserServer(
        this IServiceCollection services, string socketPath, Func<IServiceProvider, PciDevice> device) =>
        services.AddVfioUserServer(device, (_, options) => options.SocketPath = socketPath);
}
