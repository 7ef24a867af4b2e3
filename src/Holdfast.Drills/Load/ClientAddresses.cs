using Holdfast.Foundation;

namespace Holdfast.Drills.Load;

/// <summary>Addresses that the clients of a class come from, so that a gateway sees many and not one. Loopback addresses need no set-up.</summary>
/// <param name="First">The others follow it; its port is not used.</param>
/// <param name="Count">How many.</param>
public sealed record ClientAddresses(NetworkAddress First, int Count)
{
    public NetworkAddress this[int index] => NetworkAddress.FromIPv4(First.IPv4 + (uint)index, 0);
}
