using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MigSdk.Host;

/// <summary>Where a receiver listens, as people write it.</summary>
public static class MigrationEndPoint
{
    private const string UnixPrefix = "unix:";

    /// <summary>Reads an address.</summary>
    /// <param name="text">
    /// <c>HOST:PORT</c>, with an IPv6 address in brackets (<c>[::1]:4000</c>), or <c>unix:PATH</c>.
    /// </param>
    /// <returns>The end point.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">It is no such address; the message says what it should look like.</exception>
    public static EndPoint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith(UnixPrefix, StringComparison.Ordinal))
            return ParsePath(text[UnixPrefix.Length..], text);
        int colon = text.LastIndexOf(':');
        if (colon < 1
            || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
        {
            throw Unreadable(text, "it has no port");
        }

        string host = text[..colon];
        if (host.StartsWith('[') && host.EndsWith(']'))
        {
            return IPAddress.TryParse(host[1..^1], out IPAddress? v6) && v6.AddressFamily == AddressFamily.InterNetworkV6
                ? new IPEndPoint(v6, port)
                : throw Unreadable(text, "there is no IPv6 address in the brackets");
        }

        if (host.Contains(':', StringComparison.Ordinal))
            throw Unreadable(text, "an IPv6 address belongs in brackets");
        return IPAddress.TryParse(host, out IPAddress? v4) ? new IPEndPoint(v4, port) : new DnsEndPoint(host, port);
    }

    private static UnixDomainSocketEndPoint ParsePath(string path, string text)
    {
        if (path.Length == 0)
            throw Unreadable(text, "it has no path");
        try
        {
            return new UnixDomainSocketEndPoint(path);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw Unreadable(text, "the path is too long for a socket");
        }
    }

    private static FormatException Unreadable(string text, string why) =>
        new($"'{text}' is no address: {why}. Addresses look like HOST:PORT, [IPV6]:PORT or unix:PATH.");
}
