using Holdfast.Foundation;
using Holdfast.Http1;

namespace Holdfast.DataPlane.Forwarding;

/// <summary>
/// Who is asking, for fairness and limits: what the operator wrote that tells clients apart, else the address of the connection, or, where a
/// trusted proxy holds that, the address the proxy saw. All of a proxy's users as one client would be a crowd that is refused for being one.
/// Worker thread only. Next: <see cref="ClientIdentity"/>.
/// </summary>
internal static class ForwardedClient
{
    /// <param name="address">The client's; where a trusted proxy wrote none that can be read, the proxy's own.</param>
    public static ulong HashOf(ClientIdentity clients, ClientConnection client, ReadOnlySpan<byte> input, RequestHead request, out NetworkAddress address)
    {
        ReadOnlySpan<byte> seen = SeenByProxy(client, input, request);
        bool isAddress = AddressText.TryRead(seen, out address);
        if (!isAddress)
        {
            address = client.Peer;
        }

        ReadOnlySpan<byte> written = clients.WrittenIn(input, request);
        if (!written.IsEmpty)
        {
            return clients.OfText(written);
        }

        // As if it had come to us by itself: in whatever form it is written, and of IPv6 with all addresses of its network.
        return isAddress ? clients.OfAddress(address) : seen.IsEmpty ? client.Hash : clients.OfText(seen);
    }

    /// <summary>For people: what a trusted proxy wrote that is no address; empty where one tells who asks.</summary>
    public static ClientName NameOf(ClientConnection client, ReadOnlySpan<byte> input, RequestHead request)
    {
        ReadOnlySpan<byte> seen = SeenByProxy(client, input, request);
        return seen.IsEmpty || AddressText.TryRead(seen, out _) ? default : ClientName.OfValue("X-Forwarded-For"u8, seen);
    }

    /// <summary>Whom a trusted proxy says that it saw; empty where it says nothing, and of all others.</summary>
    private static ReadOnlySpan<byte> SeenByProxy(ClientConnection client, ReadOnlySpan<byte> input, RequestHead request)
    {
        if (!client.IsTrusted)
        {
            return default;
        }

        int index = request.Fields.LastIndexOf(input, "X-Forwarded-For"u8);
        // The last entry of the last line is the proxy's own; those before it are what its client claims.
        ReadOnlySpan<byte> addresses = index < 0 ? default : request.Fields.Fields[index].Value.Of(input);
        return addresses[(addresses.LastIndexOf((byte)',') + 1)..].Trim((byte)' ');
    }
}
