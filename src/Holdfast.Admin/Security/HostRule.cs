using System.Net;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Admin;

/// <summary>
/// Refuses requests for names that are not ours: a page in an operator's browser may have its own name point at this address (DNS
/// rebinding) and would otherwise pass for the same origin. The port does not matter: tunnels and containers change it.
/// </summary>
internal sealed class HostRule
{
    private readonly HashSet<string> allowed = new(StringComparer.OrdinalIgnoreCase) { "localhost", "127.0.0.1", "[::1]" };

    public HostRule(IReadOnlyList<string> names, IPAddress address)
    {
        // 0.0.0.0 is no name of ours: browsers let any page ask for it.
        if (!address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any))
        {
            allowed.Add(Text(address));
        }

        foreach (string name in names)
        {
            allowed.Add(IPAddress.TryParse(name, out IPAddress? number) ? Text(number) : name);
        }
    }

    /// <param name="local">The address that the client connected to: a number cannot be rebound, and on 0.0.0.0 no other is known.</param>
    public bool Allows(HostString host, IPAddress? local) =>
        host.HasValue && (allowed.Contains(host.Host) || (local is not null && string.Equals(host.Host, Text(local), StringComparison.OrdinalIgnoreCase)));

    private static string Text(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{plain}]" : plain.ToString();
    }
}
