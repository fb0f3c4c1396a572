using System.CommandLine;
using System.CommandLine.Parsing;

namespace MigSdk.Cli;

/// <summary>The options that secure the connection between two hosts.</summary>
internal sealed class TlsOptions
{
    private readonly Option<string?> _certificate = new("--tls-cert")
    {
        HelpName = "file",
        Description = "This host's certificate with its chain (PEM). Turns TLS on; a receiver needs one.",
    };

    private readonly Option<string?> _key = new("--tls-key")
    {
        HelpName = "file",
        Description = "The certificate's private key (PEM), where the certificate's file does not have it.",
    };

    private readonly Option<string?> _authority = new("--tls-ca")
    {
        HelpName = "file",
        Description = "The certificates (PEM) that the other host's must come from. Turns TLS on. "
            + "A receiver with it takes only senders that show one; a sender without it trusts what the system trusts.",
    };

    private readonly Option<string?> _name = new("--tls-name")
    {
        HelpName = "name",
        Description = "The name in the receiver's certificate, where it is not the host that is connected to.",
    };

    private readonly Option<bool> _system = new("--tls")
    {
        Description = "Use TLS also where nothing else about it is said: "
            + "the receiver's certificate is one that the system trusts.",
    };

    internal void AddTo(Command command)
    {
        command.Add(_system);
        command.Add(_certificate);
        command.Add(_key);
        command.Add(_authority);
        command.Add(_name);
    }

    /// <summary>What is said; null where nothing is, so that there is no TLS.</summary>
    internal TlsFiles? Read(ParseResult parsed)
    {
        var files = new TlsFiles(
            parsed.GetValue(_certificate), parsed.GetValue(_key), parsed.GetValue(_authority), parsed.GetValue(_name));
        bool isOn = parsed.GetValue(_system) || files is not { Certificate: null, Key: null, Authority: null, PeerName: null };
        return isOn ? files : null;
    }

    /// <summary>What is wrong for a receiver; null where nothing is.</summary>
    internal string? WhyNotForReceiver(CommandResult result)
    {
        bool isOn = result.GetValue(_system) || result.GetValue(_authority) is not null || result.GetValue(_key) is not null;
        return isOn && result.GetValue(_certificate) is null ? "A receiver with TLS needs --tls-cert." : null;
    }
}
