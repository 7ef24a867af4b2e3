using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Holdfast.DataPlane.Upstreams;

/// <summary>Derives what stands for a server where its name or address must not be read: pure, the same in every process.</summary>
internal static class ServerIdentity
{
    // Fixed, so that gateways side by side and after a restart understand each other's cookies. It is public with the source: it keeps
    // addresses from being read, not from being guessed by someone who knows the names.
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("holdfast sticky server token v1.");

    public static (ulong Identity, string Token) Of(string pool, string name)
    {
        // The line feed separates: it occurs in no name, so ("a", "bc") and ("ab", "c") differ.
        byte[] digest = HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(pool + "\n" + name));
        return (BinaryPrimitives.ReadUInt64LittleEndian(digest.AsSpan(8)), Convert.ToHexStringLower(digest, 0, 8));
    }
}
