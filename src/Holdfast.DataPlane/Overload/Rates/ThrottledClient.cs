using System.Net;
using System.Text;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Overload;

/// <summary>Whom an operator means by what he writes: the hash by which workers know the client. Control plane.</summary>
internal static class ThrottledClient
{
    public static ThrottleResult Find(RoutingSnapshot snapshot, string written, out ulong client)
    {
        // As people are shown it: of a secret that is all that anybody can write.
        ulong[] shown = [.. snapshot.Pools.Where(pool => pool.IsProtected).SelectMany(pool => pool.Gate.Fairness.Shares.Top).Where(top => top.Name == written).Select(top => top.Client).Distinct()];
        if (shown.Length > 0)
        {
            client = shown[0];
            return shown.Length == 1 ? ThrottleResult.Applied : ThrottleResult.SeveralClients;
        }

        if (IPAddress.TryParse(written.Trim('[', ']'), out IPAddress? address))
        {
            client = ClientUsage.KeyOf(snapshot.Clients.OfAddress(NetworkAddress.From(address, 0)));
            return ThrottleResult.Applied;
        }

        int equals = written.IndexOf('=', StringComparison.Ordinal);
        bool isWhatTellsApart = equals > 0 && equals < written.Length - 1 && snapshot.Clients.IsToldApartBy(written[..equals]);
        client = isWhatTellsApart ? ClientUsage.KeyOf(snapshot.Clients.OfText(Encoding.ASCII.GetBytes(written[(equals + 1)..]))) : 0;
        return isWhatTellsApart ? ThrottleResult.Applied : ThrottleResult.NoSuchClient;
    }
}
