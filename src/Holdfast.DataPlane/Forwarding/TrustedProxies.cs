using System.Net;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Forwarding;

/// <summary>The networks whose forwarding headers are believed. Asked once for each client connection, not for each request.</summary>
public sealed class TrustedProxies
{
    private readonly Network[] networks;

    private TrustedProxies(Network[] networks)
    {
        this.networks = networks;
    }

    /// <summary>Compiles addresses ("10.0.0.1") and networks ("10.0.0.0/8", "fd00::/8"); the checks have refused everything else.</summary>
    public static TrustedProxies Compile(IReadOnlyList<string> texts) => new([.. texts.Select(Parse)]);

    public bool Contains(in NetworkAddress address)
    {
        foreach (Network network in networks)
        {
            if ((address.High & network.HighMask) == network.High && (address.Low & network.LowMask) == network.Low)
            {
                return true;
            }
        }

        return false;
    }

    private static Network Parse(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        IPAddress address = IPAddress.Parse(slash < 0 ? text : text[..slash]);
        NetworkAddress value = NetworkAddress.From(address, 0);
        int bits = slash < 0 ? 128 : int.Parse(text[(slash + 1)..], System.Globalization.CultureInfo.InvariantCulture);
        if (slash >= 0 && value.IsIPv4)
        {
            bits += 96;
        }

        ulong highMask = Mask(bits);
        ulong lowMask = Mask(bits - 64);
        return new Network(value.High & highMask, value.Low & lowMask, highMask, lowMask);
    }

    private static ulong Mask(int bits) => bits <= 0 ? 0 : bits >= 64 ? ulong.MaxValue : ulong.MaxValue << (64 - bits);

    private readonly record struct Network(ulong High, ulong Low, ulong HighMask, ulong LowMask);
}
