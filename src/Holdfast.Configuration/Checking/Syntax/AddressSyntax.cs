using System.Globalization;
using System.Net;
using Holdfast.Foundation;

namespace Holdfast.Configuration.Checking.Syntax;

/// <summary>Addresses with ports, and what is usually meant when they are wrong.</summary>
internal static class AddressSyntax
{
    /// <summary>An address to listen on: IP and port. Null when it is right.</summary>
    public static (string Problem, string Remedy)? CheckListening(string text, out NetworkAddress address)
    {
        if (IsIPAddress(text, out address))
        {
            return null;
        }

        string port = text.LastIndexOf(':') is >= 0 and int colon ? text[(colon + 1)..] : text;
        bool isPort = IsPort(port, minimum: 0);
        return text switch
        {
            _ when text.Contains("://", StringComparison.Ordinal) => ("is a URL, not an address", "Write IP:port without http:// and path: 0.0.0.0:8080."),
            _ when isPort && (text == port || text == $":{port}" || text.StartsWith("*:", StringComparison.Ordinal)) =>
                ("has no IP address", $"Write 0.0.0.0:{port} for every IPv4 address, or 127.0.0.1:{port} for this machine alone."),
            _ when isPort && HostSyntax.IsName(text.AsSpan(0, text.Length - port.Length - 1)) =>
                ("is a name; an address to listen on is an IP address", $"Write 127.0.0.1:{port} for this machine alone, or 0.0.0.0:{port} for all of its addresses."),
            _ when !text.Contains(':', StringComparison.Ordinal) => ("has no port", "Write IP:port: 0.0.0.0:8080."),
            _ => ("is not an IP address and port", "Write IP:port with a port from 0 to 65535: 0.0.0.0:8080 or \"[::]:8080\"."),
        };
    }

    /// <summary>The address of a server: IP or name, and port. Null when it is right.</summary>
    public static (string Problem, string Remedy)? CheckServer(string text)
    {
        if (IsIPAddress(text, out NetworkAddress address) && address.Port > 0)
        {
            return null;
        }

        int colon = text.LastIndexOf(':');
        string port = colon < 0 ? "" : text[(colon + 1)..];
        if (text.Contains("://", StringComparison.Ordinal))
        {
            return ("is a URL, not an address", "Write host:port without http:// and path: 10.0.0.11:8000.");
        }

        if (colon < 0 || (!text.Contains(']') && text.Count(static symbol => symbol == ':') > 1))
        {
            return colon < 0
                ? ("has no port", "Write host:port: 10.0.0.11:8000.")
                : ("is an IPv6 address without brackets", "Write \"[fd00::1]:8000\", in quotes.");
        }

        if (!IsPort(port, minimum: 1))
        {
            return ("has a wrong port", "Write a port from 1 to 65535: 10.0.0.11:8000.");
        }

        return HostSyntax.IsName(text.AsSpan(0, colon)) ? null : ("is not an IP address or name with a port", "Write host:port: 10.0.0.11:8000, \"[fd00::1]:8000\" or app.internal:8000.");
    }

    /// <summary>Stricter than the platform, which reads 010.0.0.1 as octal and drops the zone of fe80::1%eth0.</summary>
    public static bool IsIPAddress(string text, out NetworkAddress address) =>
        NetworkAddress.TryParse(text, out address) && !text.Contains('%') && !HasLeadingZero(text, address);

    public static bool IsLoopback(NetworkAddress address) => IPAddress.IsLoopback(address.ToIPAddress());

    public static bool IsAny(NetworkAddress address) => address.ToIPAddress() is { } ip && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any));

    private static bool HasLeadingZero(string text, NetworkAddress address) =>
        address.IsIPv4 && text[0] != '[' && text[..text.LastIndexOf(':')].Split('.').Any(static octet => octet.Length > 1 && octet[0] == '0');

    private static bool IsPort(string text, int minimum) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port >= minimum && port <= ushort.MaxValue;
}
