using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using MigSdk.Host.Tests.Fakes;
using Xunit;
using static MigSdk.MigrationFeatures;

namespace MigSdk.Host.Tests.Remote;

/// <summary>The same over real sockets, with TLS and without.</summary>
public class SocketTests
{
    [Fact]
    public async Task Over_TCP()
    {
        using var listener = new MigrationListener(new IPEndPoint(IPAddress.Loopback, 0));
        await MigrateAsync(listener, null, null);
    }

    [Fact]
    public async Task Over_a_Unix_socket_whose_name_goes_with_the_listener()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using (var listener = new MigrationListener(MigrationEndPoint.Parse($"unix:{path}")))
            await MigrateAsync(listener, null, null);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task Over_TLS_with_a_certificate_at_either_end()
    {
        using X509Certificate2 certificate = NewCertificate();
        using var listener = new MigrationListener(new IPEndPoint(IPAddress.Loopback, 0));
        await MigrateAsync(
            listener,
            new SslServerAuthenticationOptions
            {
                ServerCertificate = certificate,
                ClientCertificateRequired = true,
                RemoteCertificateValidationCallback = (_, peer, _, _) => Same(peer, certificate),
            },
            new SslClientAuthenticationOptions
            {
                TargetHost = "migration",
                ClientCertificates = [certificate],
                RemoteCertificateValidationCallback = (_, peer, _, _) => Same(peer, certificate),
            });
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_EPERM_at_the_sender()
    {
        using X509Certificate2 certificate = NewCertificate();
        using var listener = new MigrationListener(new IPEndPoint(IPAddress.Loopback, 0));
        Task<Stream> accepting = listener.AcceptAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate });
        MigrationException failure = await Assert.ThrowsAsync<MigrationException>(() => MigrationSocket.ConnectAsync(
            listener.EndPoint, new SslClientAuthenticationOptions { TargetHost = "migration" }));
        Assert.Equal(Errno.EPERM, failure.Errno);
        try
        {
            await (await accepting.WaitAsync(TimeSpan.FromSeconds(30))).DisposeAsync();
        }
        catch (MigrationException cause)
        {
            Assert.True(cause.Errno is Errno.EPERM or Errno.ECONNRESET);
        }
    }

    [Fact]
    public async Task TLS_at_one_end_only_is_a_clear_failure_at_both()
    {
        using X509Certificate2 certificate = NewCertificate();
        using var listener = new MigrationListener(new IPEndPoint(IPAddress.Loopback, 0));
        Task<Stream> accepting = listener.AcceptAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate });
        var world = new World(StopCopy, StopCopy) { IsDistributed = true };
        await using Stream plain = await MigrationSocket.ConnectAsync(listener.EndPoint);
        LiveMigrationException failure = await Assert.ThrowsAsync<LiveMigrationException>(() =>
            MigrationSender.RunAsync(world.Source, plain).WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(RunningSide.Source, failure.RunningSide);
        Assert.True(failure.Errno is Errno.EPROTO or Errno.ECONNRESET);
        MigrationException refused = await Assert.ThrowsAsync<MigrationException>(() => accepting);
        Assert.True(refused.Errno is Errno.EPERM or Errno.ECONNRESET);
    }

    [Fact]
    public async Task Nobody_there_is_ECONNRESET_with_the_address()
    {
        EndPoint nobody;
        using (var listener = new MigrationListener(new IPEndPoint(IPAddress.Loopback, 0)))
            nobody = listener.EndPoint;
        MigrationException failure =
            await Assert.ThrowsAsync<MigrationException>(() => MigrationSocket.ConnectAsync(nobody));
        Assert.Equal(Errno.ECONNRESET, failure.Errno);
        Assert.Contains(nobody.ToString()!, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_cannot_listen_at_one_address()
    {
        using var listener = new MigrationListener(new IPEndPoint(IPAddress.Loopback, 0));
        MigrationException failure = Assert.Throws<MigrationException>(() => new MigrationListener(listener.EndPoint));
        Assert.Equal(Errno.EEXIST, failure.Errno);
    }

    [Theory]
    [InlineData("127.0.0.1:4000", "127.0.0.1:4000")]
    [InlineData("[::1]:4000", "[::1]:4000")]
    [InlineData("host.example:80", "Unspecified/host.example:80")]
    [InlineData("unix:/tmp/x", "/tmp/x")]
    public void Addresses_are_read(string text, string expected) =>
        Assert.Equal(expected, MigrationEndPoint.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("host")]
    [InlineData(":80")]
    [InlineData("host:")]
    [InlineData("host:99999")]
    [InlineData("host:-1")]
    [InlineData("::1:80")]
    [InlineData("[x]:80")]
    [InlineData("[127.0.0.1]:80")]
    [InlineData("unix:")]
    [InlineData("unix:/01234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789")]
    public void Other_texts_are_refused_with_what_they_should_look_like(string text) =>
        Assert.Contains(
            "[IPV6]:PORT or unix:PATH",
            Assert.Throws<FormatException>(() => MigrationEndPoint.Parse(text)).Message,
            StringComparison.Ordinal);

    private static async Task MigrateAsync(
        MigrationListener listener, SslServerAuthenticationOptions? server, SslClientAuthenticationOptions? client)
    {
        var world = new World(StopCopy | P2P | PreCopy, StopCopy | P2P | PreCopy) { IsDistributed = true };
        Task<Stream> accepting = listener.AcceptAsync(server);
        await using Stream sender = await MigrationSocket.ConnectAsync(listener.EndPoint, client);
        await using Stream receiver = await accepting;
        Task<MigrationReceiverResult> receiving = MigrationReceiver.RunAsync(world.Destination, receiver);
        LiveMigrationResult sent = await MigrationSender.RunAsync(world.Source, sender).WaitAsync(TimeSpan.FromSeconds(30));
        MigrationReceiverResult received = await receiving.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.True(received.IsKnownToSender);
        Assert.Equal(sent.BytesTransferred, received.BytesReceived);
        Assert.Equal(world.Source.StoppedPages, world.Destination.Pages);
        Assert.True(world.Destination.RunsMigrated);
        world.AssertLaw();
    }

    private static bool Same(X509Certificate? peer, X509Certificate2 certificate) =>
        peer is not null && peer.GetCertHashString() == certificate.GetCertHashString();

    private static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=migration", key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate =
            request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        // SslStream needs the key in a store of its own on some systems.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
