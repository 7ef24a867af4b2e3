using System.Text;

namespace Holdfast.Http1;

/// <summary>Name to <see cref="KnownField"/>: length and first letter leave one candidate, one comparison decides.</summary>
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

    public static bool IsIn(uint set, KnownField known) => (set >> (int)known & 1) != 0;

    public static KnownField Recognise(ReadOnlySpan<byte> name)
    {
        KnownField candidate = Candidate(name, out ReadOnlySpan<byte> spelled);
        return candidate != KnownField.None && Ascii.EqualsIgnoreCase(name, spelled) ? candidate : KnownField.None;
    }

    private static KnownField Candidate(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> spelled)
    {
        spelled = default;
        if (name.IsEmpty)
        {
            return KnownField.None;
        }

        int first = name[0] | 0x20;
        switch (name.Length)
        {
            case 2 when first == 't': spelled = "te"u8; return KnownField.Te;
            case 4 when first == 'h': spelled = "host"u8; return KnownField.Host;
            case 4 when first == 'd': spelled = "date"u8; return KnownField.Date;
            case 6 when first == 'c': spelled = "cookie"u8; return KnownField.Cookie;
            case 6 when first == 'e': spelled = "expect"u8; return KnownField.Expect;
            case 6 when first == 's': spelled = "server"u8; return KnownField.Server;
            case 7 when first == 't': spelled = "trailer"u8; return KnownField.Trailer;
            case 7 when first == 'u': spelled = "upgrade"u8; return KnownField.Upgrade;
            case 9 when first == 'f': spelled = "forwarded"u8; return KnownField.Forwarded;
            case 10 when first == 'c': spelled = "connection"u8; return KnownField.Connection;
            case 10 when first == 'k': spelled = "keep-alive"u8; return KnownField.KeepAlive;
            case 10 when first == 's': spelled = "set-cookie"u8; return KnownField.SetCookie;
            case 11 when first == 'r': spelled = "retry-after"u8; return KnownField.RetryAfter;
            case 11 when first == 't': spelled = "traceparent"u8; return KnownField.TraceParent;
            case 12 when first == 'x': spelled = "x-request-id"u8; return KnownField.XRequestId;
            case 13 when first == 'a': spelled = "authorization"u8; return KnownField.Authorization;
            case 14 when first == 'c': spelled = "content-length"u8; return KnownField.ContentLength;
            case 15 when first == 'x': spelled = "x-forwarded-for"u8; return KnownField.XForwardedFor;
            case 16 when first == 'p': spelled = "proxy-connection"u8; return KnownField.ProxyConnection;
            case 16 when first == 'x': spelled = "x-forwarded-host"u8; return KnownField.XForwardedHost;
            case 17 when first == 't': spelled = "transfer-encoding"u8; return KnownField.TransferEncoding;
            case 17 when first == 'x': spelled = "x-forwarded-proto"u8; return KnownField.XForwardedProto;
            case 19 when first == 'p': spelled = "proxy-authorization"u8; return KnownField.ProxyAuthorization;
            default: return KnownField.None;
        }
    }
}
