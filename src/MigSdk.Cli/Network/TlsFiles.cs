using System;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MigSdk.Cli;

/// <summary>What secures the connection of a migration, as PEM files.</summary>
/// <param name="Certificate">This host's certificate with its chain; null where it shows none.</param>
/// <param name="Key">The certificate's private key; null where the certificate's own file has it.</param>
/// <param name="Authority">
/// The certificates that the other host's must come from; null for those that the system trusts.
/// </param>
/// <param name="PeerName">
/// The name that the receiver's certificate must have; null for the one that was connected to.
/// </param>
internal sealed record TlsFiles(string? Certificate, string? Key, string? Authority, string? PeerName)
{
    /// <summary>Reads this host's certificate and key.</summary>
    /// <exception cref="CliException">A file cannot be read, or certificate and key do not belong together.</exception>
    internal X509Certificate2? LoadCertificate()
    {
        if (Certificate is null)
            return null;
        try
        {
            using X509Certificate2 pem = X509Certificate2.CreateFromPemFile(Certificate, Key);
            // A key that lies in memory only is not taken by every platform's TLS.
            return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException
            or ArgumentException)
        {
            throw Unreadable($"The certificate {Certificate} with its key {Key ?? Certificate}", exception);
        }
    }

    /// <summary>Reads the certificates that the other host's must come from.</summary>
    /// <exception cref="CliException">The file cannot be read.</exception>
    internal X509Certificate2Collection? LoadAuthority()
    {
        if (Authority is null)
            return null;
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(Authority);
            return certificates.Count > 0
                ? certificates
                : throw new CliException(ExitCode.Unreadable, $"{Authority} has no certificate in PEM form.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw Unreadable(Authority, exception);
        }
    }

    private static CliException Unreadable(string what, Exception exception) =>
        new(ExitCode.Unreadable, $"{what} cannot be read: {exception.Message}", exception);
}
