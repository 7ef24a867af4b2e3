using Holdfast.Foundation;
using Holdfast.Http1;

namespace Holdfast.DataPlane.Forwarding;

/// <summary>
/// Who is asking, for fairness: what the operator wrote that tells clients apart, else the address of the connection, or, where a trusted
/// proxy holds that, the address the proxy saw. All of a proxy's users as one client would be a crowd that is refused for being one. Worker
/// thread only. Next: <see cref="ClientIdentity"/>.
/// </summary>
internal static class ForwardedClient
{
    public static ulong HashOf(ClientIdentity clients, ClientConnection client, ReadOnlySpan<byte> input, RequestHead request)
    {
        ReadOnlySpan<byte> written = clients.WrittenIn(input, request);
        if (!written.IsEmpty)
        {
            return clients.OfText(written);
        }

        if (!client.IsTrusted)
        {
            return client.Hash;
        }

        int index = request.Fields.LastIndexOf(input, "X-Forwarded-For"u8);
        // The last entry of the last line is the proxy's own; those before it are what its client claims.
        ReadOnlySpan<byte> addresses = index < 0 ? default : request.Fields.Fields[index].Value.Of(input);
        ReadOnlySpan<byte> last = addresses[(addresses.LastIndexOf((byte)',') + 1)..].Trim((byte)' ');
        if (last.IsEmpty)
        {
            return client.Hash;
        }

        // As if it had come to us by itself: in whatever form it is written, and of IPv6 with all addresses of its network.
        return AddressText.TryRead(last, out NetworkAddress address) ? clients.OfAddress(address) : clients.OfText(last);
    }
}
