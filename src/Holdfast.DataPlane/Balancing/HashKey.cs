using Holdfast.Foundation;

namespace Holdfast.DataPlane.Balancing;

/// <summary>Turns what is hashed on into the key of <see cref="BalancingRequest"/>. The same in every process, so gateways side by side agree.</summary>
public static class HashKey
{
    public static ulong Of(ReadOnlySpan<byte> text) => ByteHash.Of(text);

    /// <summary>The address without its port: all connections of a client share a server.</summary>
    public static ulong Of(NetworkAddress client) => ByteHash.Mix(ByteHash.Mix(0, client.High), client.Low);
}
