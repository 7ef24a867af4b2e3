using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Holdfast.Configuration.Reading;

namespace Holdfast.Configuration.Checking.Rules;

internal sealed class TrustedProxies : IConfigRule
{
    public string Name => "trusted-proxies";

    public string Summary => "Trusted proxies are IP addresses or networks (CIDR); a network of everyone is a warning.";

    public void Check(CheckContext context)
    {
        IReadOnlyList<string> proxies = context.Config.Forwarding.TrustedProxies;
        for (int index = 0; index < proxies.Count; index++)
        {
            ConfigPath place = ConfigPath.Root.Key("forwarding").Key("trustedProxies").Item(index);
            if (!TryParse(proxies[index], out IPAddress? address, out int bits))
            {
                context.Error(place, $"{context.Quote(place)} is not an address or network", "Write an IP address or CIDR: 10.0.0.0/8, 192.0.2.7 or \"fd00::/8\".");
            }
            else if (bits == 0)
            {
                context.Warn(place, $"{context.Quote(place)} trusts everyone: any client can claim to be another", "List the proxies in front of the gateway alone.");
            }
            else if (!HasOnlyNetworkBits(address, bits))
            {
                context.Error(place, $"{context.Quote(place)} has bits set beyond the prefix", "Write the network's first address, or the single address without prefix.");
            }
        }
    }

    private static bool TryParse(string text, out IPAddress address, out int bits)
    {
        int slash = text.IndexOf('/');
        string host = slash < 0 ? text : text[..slash];
        bits = 0;

        // The platform also takes 10.1 and 010.0.0.1 for addresses, in ways that nobody means.
        bool isAddress = IPAddress.TryParse(host, out IPAddress? parsed) && !host.Contains('%') && !host.Contains('[')
            && (parsed.AddressFamily == AddressFamily.InterNetworkV6 || parsed.ToString() == host);
        address = parsed ?? IPAddress.None;
        int width = address.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32;
        if (slash < 0)
        {
            bits = width;
            return isAddress;
        }

        return isAddress && int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out bits) && bits <= width;
    }

    private static bool HasOnlyNetworkBits(IPAddress address, int bits)
    {
        byte[] bytes = address.GetAddressBytes();
        for (int bit = bits; bit < bytes.Length * 8; bit++)
        {
            if ((bytes[bit / 8] & (0x80 >> (bit % 8))) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
