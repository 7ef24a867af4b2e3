using System.Security.Cryptography;
using System.Text;
using Holdfast.Configuration;

namespace Holdfast.Admin;

/// <summary>The tokens that are accepted. Immutable; any thread.</summary>
internal sealed class TokenTable
{
    private readonly (TokenConfig Token, byte[] Hash)[] tokens;

    private TokenTable((TokenConfig Token, byte[] Hash)[] tokens) => this.tokens = tokens;

    public bool IsEmpty => tokens.Length == 0;

    /// <summary>Null and the name of the token whose hash is none.</summary>
    public static TokenTable? TryCreate(IReadOnlyList<TokenConfig> configs, out string? invalid)
    {
        List<(TokenConfig, byte[])> tokens = [];
        foreach (TokenConfig config in configs)
        {
            byte[]? hash = ParseHash(config.Hash);
            if (hash is null)
            {
                invalid = config.Name;
                return null;
            }

            tokens.Add((config, hash));
        }

        invalid = null;
        return new([.. tokens]);
    }

    /// <summary>The token whose secret this is, or null. Takes as long for a wrong secret as for a right one.</summary>
    public TokenConfig? Find(string secret)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(secret), hash);
        TokenConfig? found = null;
        foreach ((TokenConfig token, byte[] expected) in tokens)
        {
            // No early exit: which token nearly matched is nobody's business.
            found = CryptographicOperations.FixedTimeEquals(hash, expected) ? token : found;
        }

        return found;
    }

    private static byte[]? ParseHash(string text)
    {
        bool complete = text.StartsWith(AdminToken.HashPrefix, StringComparison.Ordinal)
            && text.Length == AdminToken.HashPrefix.Length + (2 * SHA256.HashSizeInBytes);
        byte[] hash = new byte[SHA256.HashSizeInBytes];
        return complete && Convert.FromHexString(text.AsSpan(AdminToken.HashPrefix.Length), hash, out _, out _) == System.Buffers.OperationStatus.Done
            ? hash
            : null;
    }
}
