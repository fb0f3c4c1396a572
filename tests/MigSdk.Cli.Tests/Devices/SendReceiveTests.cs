using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace MigSdk.Cli.Tests;

public sealed class SendReceiveTests
{
    [Fact]
    public async Task A_device_goes_to_another_host_over_a_unix_socket()
    {
        await using Served source = await Served.StartAsync("--size", "1", "--load", "4");
        await using Served destination = await Served.StartAsync("--size", "1");
        string peer = source.Socket + ".peer";

        Task<MigRun> receiving = Mig.RunAsync("migrate", "--receive", destination.Socket, "--listen", "unix:" + peer);
        await AppearsAsync(peer, receiving);
        MigRun sent = await Mig.RunAsync("migrate", "--send", source.Socket, "--to", "unix:" + peer);
        MigRun received = await receiving.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal((ExitCode.Success, ""), (sent.Code, sent.Error));
        Assert.Equal((ExitCode.Success, ""), (received.Code, received.Error));
        Assert.Contains("The destination runs, the source is stopped.", sent.Output);
        Assert.Contains($"waiting at unix:{peer}\nreceiving into {destination.Socket}\n", received.Output);
        Assert.Matches("Received [1-9].* MiB in .*, downtime .* The destination runs.\n$", received.Output);
        Assert.Equal(("Stop", "Running"), (await source.StateAsync(), await destination.StateAsync()));
        Assert.False(File.Exists(peer));
    }

    [Fact]
    public async Task With_TLS_both_ends_show_who_they_are()
    {
        await using Served source = await Served.StartAsync("--size", "1", "--load", "4");
        await using Served destination = await Served.StartAsync("--size", "1");
        using var files = new Certificates();

        (Task<MigRun> receiving, string address) = await ReceiveAsync(
            destination, "--tls-cert", files.Receiver, "--tls-key", files.ReceiverKey, "--tls-ca", files.Authority);
        MigRun sent = await Mig.RunAsync(
            "migrate", "--send", source.Socket, "--to", address,
            "--tls-cert", files.Sender, "--tls-key", files.SenderKey, "--tls-ca", files.Authority, "--tls-name", "receiver.test");
        MigRun received = await receiving.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal((ExitCode.Success, ""), (sent.Code, sent.Error));
        Assert.Equal((ExitCode.Success, ""), (received.Code, received.Error));
    }

    [Fact]
    public async Task Strangers_are_turned_away_and_the_receiver_goes_on_waiting()
    {
        await using Served source = await Served.StartAsync("--size", "1");
        await using Served destination = await Served.StartAsync("--size", "1");
        using var files = new Certificates();
        using var interrupt = new CancellationTokenSource();

        (Task<MigRun> receiving, string address) = await ReceiveAsync(
            destination, interrupt.Token,
            "--tls-cert", files.Receiver, "--tls-key", files.ReceiverKey, "--tls-ca", files.Authority);

        // A sender without a certificate, one who does not trust the receiver, one without TLS, and one who says nothing.
        MigRun unknown = await Mig.RunAsync(
            "migrate", "--send", source.Socket, "--to", address, "--tls-ca", files.Authority, "--tls-name", "receiver.test");
        Assert.NotEqual(ExitCode.Success, unknown.Code);
        MigRun distrustful = await Mig.RunAsync("migrate", "--send", source.Socket, "--to", address, "--tls");
        Assert.Equal(ExitCode.Refused, distrustful.Code);
        Assert.Contains("is not trusted or does not speak TLS", distrustful.Error);
        MigRun plain = await Mig.RunAsync("migrate", "--send", source.Socket, "--to", address);
        Assert.Equal(ExitCode.SourceRuns, plain.Code);
        using (var silent = new TcpClient("127.0.0.1", int.Parse(address.Split(':')[1])))
            silent.Close();
        Assert.Equal("Running", await source.StateAsync());
        Assert.False(receiving.IsCompleted);

        await interrupt.CancelAsync();
        MigRun received = await receiving.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(ExitCode.Interrupted, received.Code);
        Assert.Contains("Still waiting.", received.Error);
    }

    [Fact]
    public async Task The_name_of_a_receiver_that_is_gone_is_taken_over_and_no_other_file_is()
    {
        await using Served source = await Served.StartAsync("--size", "1");
        await using Served destination = await Served.StartAsync("--size", "1");
        string peer = source.Socket + ".peer";
        await File.WriteAllTextAsync(peer, "precious");
        MigRun refused = await Mig.RunAsync("migrate", "--receive", destination.Socket, "--listen", "unix:" + peer);
        Assert.Equal((ExitCode.Unreachable, "precious"), (refused.Code, await File.ReadAllTextAsync(peer)));
        Assert.Contains($"Nothing can listen at unix:{peer}: it is there. Choose another path", refused.Error);

        File.Delete(peer);
        using (var abandoned = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            abandoned.Bind(new UnixDomainSocketEndPoint(peer + "2"));
            File.Move(peer + "2", peer);
        }

        Assert.True(File.Exists(peer));
        using var interrupt = new CancellationTokenSource();
        Task<MigRun> receiving = Mig.RunAsync(
            interrupt.Token, "migrate", "--receive", destination.Socket, "--listen", "unix:" + peer);
        MigRun sent = await RetriedAsync(() => Mig.RunAsync("migrate", "--send", source.Socket, "--to", "unix:" + peer));
        Assert.Equal((ExitCode.Success, ExitCode.Success), (sent.Code, (await receiving.WaitAsync(TimeSpan.FromSeconds(20))).Code));
    }

    [Fact]
    public async Task Where_nobody_receives_the_sender_says_so_and_the_source_runs_on()
    {
        await using Served source = await Served.StartAsync("--size", "1");

        (ExitCode code, JsonElement document) = await Mig.JsonOfAsync(
            "migrate", "--send", source.Socket, "--to", "unix:/nowhere/at/all");

        Assert.Equal(ExitCode.Unreachable, code);
        Assert.StartsWith("Nobody receives at unix:/nowhere/at/all", document.GetProperty("error").GetProperty("message").GetString());
        Assert.Equal("Running", await source.StateAsync());
    }

    [Fact]
    public async Task A_device_that_does_not_fit_is_refused_at_both_ends_and_the_source_runs_on()
    {
        await using Served source = await Served.StartAsync("--size", "1", "--load", "4");
        await using Served destination = await Served.StartAsync("--size", "2");

        (Task<MigRun> receiving, string address) = await ReceiveAsync(destination);
        MigRun sent = await Mig.RunAsync("migrate", "--send", source.Socket, "--to", address);
        MigRun received = await receiving.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal((ExitCode.SourceRuns, ExitCode.SourceRuns), (sent.Code, received.Code));
        Assert.Equal("Running", await source.StateAsync());
    }

    private static Task<(Task<MigRun> Run, string Address)> ReceiveAsync(Served destination, params string[] arguments) =>
        ReceiveAsync(destination, CancellationToken.None, arguments);

    // The system chooses the port, and the receiver's first line says which.
    private static async Task<(Task<MigRun> Run, string Address)> ReceiveAsync(
        Served destination, CancellationToken interrupt, params string[] arguments)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        CliConsole console = Mig.ConsoleFor(output, error);
        Task<MigRun> run = Task.Run(async () =>
        {
            int code = await MigCommand.RunAsync(
                ["migrate", "--receive", destination.Socket, "--listen", "127.0.0.1:0", .. arguments], console, interrupt);
            return new MigRun((ExitCode)code, output.ToString(), error.ToString());
        });
        for (int i = 0; i < 1000; i++)
        {
            if (output.ToString() is { Length: > 0 } said && said.EndsWith('\n'))
                return (run, said.Split('\n')[0]["waiting at ".Length..]);
            if (run.IsCompleted)
                break;
            await Task.Delay(10);
        }

        throw new InvalidOperationException(error.ToString());
    }

    private static async Task<MigRun> RetriedAsync(Func<Task<MigRun>> run)
    {
        MigRun last = await run();
        for (int i = 0; i < 100 && last.Code == ExitCode.Unreachable; i++)
        {
            await Task.Delay(50);
            last = await run();
        }

        return last;
    }

    private static async Task AppearsAsync(string path, Task run)
    {
        for (int i = 0; i < 1000 && !File.Exists(path) && !run.IsCompleted; i++)
            await Task.Delay(10);
        Assert.True(File.Exists(path));
    }

    // An authority, and a certificate from it for each end.
    private sealed class Certificates : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("mig-").FullName;

        internal Certificates()
        {
            using RSA key = RSA.Create(2048);
            var request = new CertificateRequest("CN=mig test authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            using X509Certificate2 authority = request.CreateSelfSigned(Begin, End);
            Authority = Write("ca.pem", authority.ExportCertificatePem());
            (Receiver, ReceiverKey) = Issue(authority, "receiver.test");
            (Sender, SenderKey) = Issue(authority, "sender.test");
        }

        internal string Authority { get; }

        internal string Receiver { get; }

        internal string ReceiverKey { get; }

        internal string Sender { get; }

        internal string SenderKey { get; }

        private static DateTimeOffset Begin => DateTimeOffset.UtcNow.AddDays(-1);

        private static DateTimeOffset End => DateTimeOffset.UtcNow.AddDays(1);

        public void Dispose() => Directory.Delete(_folder, recursive: true);

        private (string Certificate, string Key) Issue(X509Certificate2 authority, string name)
        {
            using RSA key = RSA.Create(2048);
            var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(name);
            request.CertificateExtensions.Add(names.Build());
            byte[] serial = [.. Enumerable.Range(1, 8).Select(_ => (byte)Random.Shared.Next(1, 127))];
            using X509Certificate2 certificate = request.Create(authority, Begin.AddHours(1), End.AddHours(-1), serial);
            return (Write(name + ".pem", certificate.ExportCertificatePem()), Write(name + ".key", key.ExportPkcs8PrivateKeyPem()));
        }

        private string Write(string name, string text)
        {
            string path = Path.Combine(_folder, name);
            File.WriteAllText(path, text);
            return path;
        }
    }
}
