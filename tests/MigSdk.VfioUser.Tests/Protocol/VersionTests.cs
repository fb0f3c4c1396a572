using System.Text;
using Xunit;

namespace MigSdk.VfioUser.Tests;

public sealed class VersionTests
{
    private static readonly VfioUserServerOptions Options = new() { SocketPath = "/nowhere" };

    [Fact]
    public void The_JSON_may_be_missing_or_without_its_NUL()
    {
        Assert.Equal(new VersionMessage(0, 1, new Capabilities()), VersionMessage.Parse([0, 0, 1, 0]));
        Assert.Equal(new VersionMessage(0, 1, new Capabilities()), VersionMessage.Parse([0, 0, 1, 0, 0]));
        Assert.Equal(3U, VersionMessage.Parse(Payload("{\"capabilities\":{\"max_msg_fds\":3}}")).Capabilities.MaxDescriptors);
    }

    [Fact]
    public void Capabilities_that_nobody_knows_are_ignored()
    {
        VersionMessage message = VersionMessage.Parse(
            Payload("{\"x\":1,\"capabilities\":{\"future\":{\"a\":[1,2]},\"max_data_xfer_size\":4096,\"twin_socket\":{\"supported\":true}}}"));
        Assert.Equal((4096UL, true), (message.Capabilities.MaxTransfer, message.Capabilities.TwinSocket?.Supported));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"capabilities\":7}")]
    [InlineData("{\"capabilities\":{\"max_msg_fds\":-1}}")]
    [InlineData("{\"capabilities\":{\"max_msg_fds\":\"8\"}}")]
    [InlineData("{\"capabilities\":{\"max_data_xfer_size\":1e99}}")]
    [InlineData("{\"capabilities\":{\"write_multiple\":1}}")]
    public void JSON_that_is_not_the_protocols_is_EINVAL(string json)
    {
        byte[] payload = json.Length == 0 ? [0, 0, 1] : Payload(json);
        Assert.Equal(Errno.EINVAL, Assert.Throws<MigrationException>(() => VersionMessage.Parse(payload)).Errno);
    }

    [Fact]
    public void A_message_is_read_as_it_was_written()
    {
        var message = new VersionMessage(0, 2, new Capabilities
        {
            MaxDescriptors = 8,
            MaxTransfer = 1 << 20,
            MaxDmaMaps = 5,
            PageSizes = 4096,
            WriteMultiple = true,
            TwinSocket = new TwinSocketCapability { Supported = true, DescriptorIndex = 0 },
            Migration = new MigrationCapability { PageSize = 4096, MaxBitmap = 100 },
            MigSdk = new MigSdkCapability { Version = 1 },
        });
        byte[] bytes = message.ToBytes();
        Assert.Equal(0, bytes[^1]);
        Assert.Equal(message, VersionMessage.Parse(bytes));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(9, 2)]
    public void The_minor_version_is_at_most_the_clients(int theirs, int ours) =>
        Assert.Equal(ours, Agreement.Of(new VersionMessage(0, (ushort)theirs, new Capabilities()), Options, true).Reply.Minor);

    [Fact]
    public void Another_major_version_and_a_client_that_takes_no_data_are_refused()
    {
        Assert.Equal(
            Errno.EOPNOTSUPP,
            Assert.Throws<MigrationException>(() => Agreement.Of(new VersionMessage(1, 0, new Capabilities()), Options, true)).Errno);
        Assert.Equal(
            Errno.EINVAL,
            Assert.Throws<MigrationException>(
                () => Agreement.Of(new VersionMessage(0, 0, new Capabilities { MaxTransfer = 0 }), Options, true)).Errno);
    }

    [Fact]
    public void What_a_client_did_not_propose_is_not_in_the_reply()
    {
        Capabilities reply = Agreement.Of(new VersionMessage(0, 2, new Capabilities()), Options, true).Reply.Capabilities;
        Assert.Null(reply.MigSdk);
        Assert.Null(reply.TwinSocket);
        Assert.Null(reply.WriteMultiple);
        Assert.Null(reply.Migration);
        Assert.Equal((8U, 1UL << 20, 8192UL), (reply.MaxDescriptors, reply.MaxTransfer, reply.MaxDmaMaps));
    }

    [Fact]
    public void The_lower_version_of_MigSdks_own_capability_is_agreed()
    {
        var offer = new Capabilities { MigSdk = new MigSdkCapability { Version = 7 } };
        (Agreement agreement, VersionMessage reply) = Agreement.Of(new VersionMessage(0, 2, offer), Options, true);
        Assert.True(agreement.IsExtended);
        Assert.Equal(MigSdkCapability.CurrentVersion, reply.Capabilities.MigSdk?.Version);
    }

    private static byte[] Payload(string json) => [0, 0, 1, 0, .. Encoding.UTF8.GetBytes(json)];
}
