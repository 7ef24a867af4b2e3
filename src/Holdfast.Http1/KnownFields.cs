using System.Buffers.Binary;

namespace Holdfast.Http1;

/// <summary>Name to <see cref="KnownField"/>: length and first letter leave one candidate (a test proves it), one comparison decides.</summary>
internal static class KnownFields
{
    /// <summary>Never forwarded (RFC 9110 section 7.6.1, and Proxy-Connection, which old clients send by mistake).</summary>
    public const uint HopByHop =
        1u << (int)KnownField.Connection | 1u << (int)KnownField.KeepAlive | 1u << (int)KnownField.ProxyConnection | 1u << (int)KnownField.Te |
        1u << (int)KnownField.Trailer | 1u << (int)KnownField.TransferEncoding | 1u << (int)KnownField.Upgrade;

    /// <summary>What Connection must not name: a client could make the proxy drop what frames, routes, authorises or identifies.</summary>
    public const uint ProtectedFromConnection =
        1u << (int)KnownField.Host | 1u << (int)KnownField.ContentLength | 1u << (int)KnownField.TransferEncoding |
        1u << (int)KnownField.Authorization | 1u << (int)KnownField.ProxyAuthorization | 1u << (int)KnownField.Cookie |
        1u << (int)KnownField.Forwarded | 1u << (int)KnownField.XForwardedFor | 1u << (int)KnownField.XForwardedProto |
        1u << (int)KnownField.XForwardedHost;

    /// <summary>Spelling by <see cref="KnownField"/>.</summary>
    public static readonly byte[][] Names =
    [
        [], [.. "host"u8], [.. "content-length"u8], [.. "transfer-encoding"u8], [.. "connection"u8], [.. "keep-alive"u8],
        [.. "proxy-connection"u8], [.. "te"u8], [.. "trailer"u8], [.. "upgrade"u8], [.. "expect"u8], [.. "authorization"u8],
        [.. "proxy-authorization"u8], [.. "cookie"u8], [.. "set-cookie"u8], [.. "forwarded"u8], [.. "x-forwarded-for"u8],
        [.. "x-forwarded-proto"u8], [.. "x-forwarded-host"u8], [.. "x-request-id"u8], [.. "traceparent"u8], [.. "retry-after"u8],
        [.. "server"u8], [.. "date"u8],
    ];

    /// <summary>Lengths below this, times the 32 values of a letter's low bits (the same for upper and lower case).</summary>
    private const int Lengths = 32;

    private static readonly KnownField[] CandidateByLengthAndLetter = IndexCandidates();

    public static bool IsIn(uint set, KnownField known) => (set >> (int)known & 1) != 0;

    /// <param name="name">A token: its bytes were checked.</param>
    public static KnownField Recognise(ReadOnlySpan<byte> name)
    {
        if (name.Length is 0 or >= Lengths)
        {
            return KnownField.None;
        }

        KnownField candidate = CandidateByLengthAndLetter[name.Length * 32 + (name[0] & 0x1F)];
        return candidate != KnownField.None && Matches(name, Names[(int)candidate]) ? candidate : KnownField.None;
    }

    /// <summary>
    /// Compares without case, eight bytes at a time. Setting bit 5 makes letters lower case and leaves '-' as it is; it makes another
    /// byte look like one of those only if that byte is CR (0x0D to '-'), and a name that is a token holds none.
    /// </summary>
    private static bool Matches(ReadOnlySpan<byte> token, ReadOnlySpan<byte> spelled)
    {
        const ulong LowerCase = 0x2020_2020_2020_2020;
        int i = 0;
        for (; i + sizeof(ulong) <= token.Length; i += sizeof(ulong))
        {
            if ((BinaryPrimitives.ReadUInt64LittleEndian(token[i..]) | LowerCase) != BinaryPrimitives.ReadUInt64LittleEndian(spelled[i..]))
            {
                return false;
            }
        }

        for (; i < token.Length; i++)
        {
            if ((token[i] | 0x20) != spelled[i])
            {
                return false;
            }
        }

        return true;
    }

    private static KnownField[] IndexCandidates()
    {
        var candidates = new KnownField[Lengths * 32];
        for (int known = 1; known < Names.Length; known++)
        {
            candidates[Names[known].Length * 32 + (Names[known][0] & 0x1F)] = (KnownField)known;
        }

        return candidates;
    }
}
