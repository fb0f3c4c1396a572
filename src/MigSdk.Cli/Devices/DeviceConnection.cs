using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MigSdk.VfioUser;

namespace MigSdk.Cli;

/// <summary>A device behind a vfio-user socket.</summary>
internal sealed class DeviceConnection : IDisposable
{
    private DeviceConnection(VfioUserClient client, VfioUserBackend backend)
    {
        Client = client;
        Backend = backend;
    }

    internal VfioUserClient Client { get; }

    internal VfioUserBackend Backend { get; }

    /// <summary>Connects to a server and learns what its device supports.</summary>
    /// <param name="path">The server's socket.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="CliException">
    /// There is no such socket, nobody serves there, or what does is no vfio-user server.
    /// </exception>
    internal static async Task<DeviceConnection> OpenAsync(string path, CancellationToken cancel)
    {
        if (!File.Exists(path))
        {
            throw new CliException(
                ExitCode.NotFound,
                $"There is no socket {path}. A server makes it; 'mig serve {path}' serves a sample device.");
        }

        VfioUserClient? client = null;
        try
        {
            client = await VfioUserClient.ConnectAsync(path, cancel: cancel);
            return new DeviceConnection(client, await VfioUserBackend.OpenAsync(client, cancel));
        }
        catch (Exception exception)
        {
            client?.Dispose();
            throw exception switch
            {
                MigrationException { Errno: Errno.ECONNRESET or Errno.ETIMEDOUT } gone => new CliException(
                    ExitCode.Unreachable, $"No vfio-user server answers at {path}: {gone.Message}", gone),
                MigrationException refused => new CliException(
                    ExitCode.Refused, $"The server at {path} cannot be used: {refused.Message} ({refused.Errno})", refused),
                ArgumentException unusable => new CliException(
                    ExitCode.Usage, $"{path} cannot be the path of a socket: {unusable.Message}", unusable),
                _ => exception,
            };
        }
    }

    /// <summary>Whether a path is that of a socket, not of a file that can be read.</summary>
    internal static bool IsSocket(string path)
    {
        if (!File.Exists(path))
            return false;
        try
        {
            File.OpenHandle(path).Dispose();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Ends the connection; the device stays as it is.</summary>
    public void Dispose() => Client.Dispose();
}
