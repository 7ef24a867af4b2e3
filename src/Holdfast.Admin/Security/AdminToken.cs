using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Admin;

/// <summary>A new token: the secret is shown once and goes to whoever calls the API, the hash goes into the configuration.</summary>
/// <param name="Hash">sha256: and 64 hexadecimal digits.</param>
public sealed record AdminToken(string Secret, string Hash)
{
    internal const string HashPrefix = "sha256:";

    // As hard to guess as the hash is to invert; more would help nobody.
    private const int SecretBytes = 32;

    public static AdminToken Create()
    {
        string secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        return new(secret, HashOf(secret));
    }

    /// <summary>A plain hash is enough: secrets of 256 random bits cannot be found by trying.</summary>
    public static string HashOf(string secret) => HashPrefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    // A record prints its members: the secret must not come into a log that way.
    public override string ToString() => Hash;
}
