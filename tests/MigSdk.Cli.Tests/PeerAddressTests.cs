using Xunit;

namespace MigSdk.Cli.Tests;

public sealed class PeerAddressTests
{
    [Theory]
    [InlineData("host.example:4711", true)]
    [InlineData("127.0.0.1:1", false)]
    [InlineData("localhost:1", false)]
    [InlineData("[::1]:65535", false)]
    [InlineData("[2001:db8::1]:80", true)]
    [InlineData("unix:/run/mig.sock", false)]
    public void Hosts_addresses_and_sockets_are_read_and_written_alike(string text, bool leavesHost)
    {
        PeerAddress address = PeerAddress.TryParse(text)!;

        Assert.Equal((text, leavesHost), (address.ToString(), address.LeavesHost));
    }

    [Theory]
    [InlineData("")]
    [InlineData("host")]
    [InlineData(":80")]
    [InlineData("host:")]
    [InlineData("host:65536")]
    [InlineData("host:-1")]
    [InlineData("::1:80")]
    [InlineData("[]:80")]
    [InlineData("unix:")]
    public void What_is_no_address_is_refused(string text) => Assert.Null(PeerAddress.TryParse(text));
}
