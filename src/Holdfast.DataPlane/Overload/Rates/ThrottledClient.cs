using System.Net;
using System.Text;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Overload;

/// <summary>Whom an operator means by what he writes: the hash by which workers know the client. Control plane.</summary>
internal static class ThrottledClient
{
    /// <param name="shown">What may stand in logs, records and reports: of a secret a hash, never what was written.</param>
    public static ThrottleResult Find(RoutingSnapshot snapshot, string written, out ulong client, out string shown)
    {
        shown = written;
        // As people are shown it: of a secret that is all that anybody can write.
        ulong[] named = [.. snapshot.Pools.Where(pool => pool.IsProtected).SelectMany(pool => pool.Gate.Fairness.Shares.Top).Where(top => top.Name == written).Select(top => top.Client).Distinct()];
        if (named.Length > 0)
        {
            client = named[0];
            return named.Length == 1 ? ThrottleResult.Applied : ThrottleResult.SeveralClients;
        }

        if (IPAddress.TryParse(written.Trim('[', ']'), out IPAddress? address))
        {
            NetworkAddress one = NetworkAddress.From(address, 0);
            client = ClientUsage.KeyOf(snapshot.Clients.OfAddress(one));
            // Of IPv6 the network of 64 bits, as among the top clients: that is who is bounded.
            shown = one.IsIPv4 ? written : (one with { Low = 0 }).ToIPAddress().ToString();
            return ThrottleResult.Applied;
        }

        int equals = written.IndexOf('=', StringComparison.Ordinal);
        bool isWhatTellsApart = equals > 0 && equals < written.Length - 1 && snapshot.Clients.IsToldApartBy(written[..equals]);
        if (!isWhatTellsApart)
        {
            client = 0;
            return ThrottleResult.NoSuchClient;
        }

        byte[] value = Encoding.ASCII.GetBytes(written[(equals + 1)..]);
        client = ClientUsage.KeyOf(snapshot.Clients.OfText(value));
        shown = snapshot.Clients.NameOf(value).ToString();
        return ThrottleResult.Applied;
    }
}
