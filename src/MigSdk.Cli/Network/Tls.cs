using System.IO;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace MigSdk.Cli;

/// <summary>Secures the connection of a migration by TLS.</summary>
internal static class Tls
{
    /// <summary>The sender's end.</summary>
    /// <exception cref="CliException">The receiver is not trusted or does not speak TLS; the stream is disposed of.</exception>
    internal static async Task<Stream> AsClientAsync(
        Stream stream, TlsFiles files, PeerAddress address, CancellationToken cancel)
    {
        X509Certificate2? own = files.LoadCertificate();
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = files.PeerName ?? address.Host ?? "localhost",
            ClientCertificates = own is null ? null : [own],
            CertificateChainPolicy = PolicyOf(files),
        };
        var secured = new SslStream(stream);
        try
        {
            await secured.AuthenticateAsClientAsync(options, cancel);
            return secured;
        }
        catch (System.Exception exception)
        {
            throw await RefusedAsync(secured, $"The receiver at {address}", exception);
        }
    }

    /// <summary>The receiver's end. With an authority named, the sender has to show a certificate from it.</summary>
    /// <exception cref="CliException">The sender is not trusted or does not speak TLS; the stream is disposed of.</exception>
    internal static async Task<Stream> AsServerAsync(Stream stream, TlsFiles files, CancellationToken cancel)
    {
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificate = files.LoadCertificate(),
            ClientCertificateRequired = files.Authority is not null,
            CertificateChainPolicy = PolicyOf(files),
        };
        var secured = new SslStream(stream);
        try
        {
            await secured.AuthenticateAsServerAsync(options, cancel);
            return secured;
        }
        catch (System.Exception exception)
        {
            throw await RefusedAsync(secured, "Who has connected", exception);
        }
    }

    private static X509ChainPolicy? PolicyOf(TlsFiles files)
    {
        if (files.LoadAuthority() is not { } authority)
            return null;
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(authority);
        return policy;
    }

    private static async Task<System.Exception> RefusedAsync(SslStream secured, string who, System.Exception exception)
    {
        await secured.DisposeAsync();
        return exception is AuthenticationException or IOException
            ? new CliException(ExitCode.Refused, $"{who} is not trusted or does not speak TLS: {exception.Message}", exception)
            : exception;
    }
}
