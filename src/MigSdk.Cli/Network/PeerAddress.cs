using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MigSdk.Cli;

/// <summary>Where the other host of a migration is: <c>HOST:PORT</c>, <c>[ADDRESS]:PORT</c> or <c>unix:PATH</c>.</summary>
/// <param name="Host">A host's name or address; null for a unix socket.</param>
/// <param name="Port">The TCP port; 0 for a unix socket.</param>
/// <param name="Path">The unix socket's path; null for TCP.</param>
internal sealed record PeerAddress(string? Host, int Port, string? Path)
{
    /// <summary>What the command line's help calls it.</summary>
    internal const string Form = "HOST:PORT or unix:PATH";

    private const string UnixPrefix = "unix:";

    /// <summary>Reads an address.</summary>
    /// <returns>The address; null where the text is none.</returns>
    internal static PeerAddress? TryParse(string text)
    {
        if (text.StartsWith(UnixPrefix, StringComparison.OrdinalIgnoreCase))
            return text.Length > UnixPrefix.Length ? new PeerAddress(null, 0, text[UnixPrefix.Length..]) : null;
        int colon = text.LastIndexOf(':');
        ReadOnlySpan<char> digits = text.AsSpan(colon + 1);
        if (colon <= 0 || !ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
            return null;
        string host = text[..colon];
        if (host.StartsWith('[') && host.EndsWith(']'))
            host = host[1..^1];
        else if (host.Contains(':'))
            return null;
        return host.Length > 0 ? new PeerAddress(host, port, null) : null;
    }

    /// <summary>Whether what goes there can be read by anybody but this host.</summary>
    internal bool LeavesHost => Path is null && Host != "localhost"
        && !(IPAddress.TryParse(Host, out IPAddress? address) && IPAddress.IsLoopback(address));

    /// <summary>The end point to connect to or to bind.</summary>
    internal EndPoint ToEndPoint() => Path is not null
        ? new UnixDomainSocketEndPoint(Path)
        : IPAddress.TryParse(Host, out IPAddress? address)
            ? new IPEndPoint(address, Port)
            : new DnsEndPoint(Host!, Port);

    /// <summary>The address as it is typed.</summary>
    public override string ToString() => Path is not null
        ? UnixPrefix + Path
        : Host!.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
