using Holdfast.Http1;

namespace Holdfast.DataPlane.Forwarding;

/// <summary>Finds a cookie in a request and writes the sticky one into an answer.</summary>
internal static class CookieReader
{
    /// <summary>Room for "Set-Cookie: ", a name of up to 128 bytes, the token and the attributes.</summary>
    public const int MaximumSetCookieBytes = 320;

    /// <summary>The value of the cookie, or empty.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> input, HeaderBlock fields, ReadOnlySpan<byte> name)
    {
        foreach (ref readonly HeaderField field in fields.Fields)
        {
            if (field.Known == KnownField.Cookie && FindIn(field.Value.Of(input), name) is { IsEmpty: false } value)
            {
                return value;
            }
        }

        return default;
    }

    /// <summary>The whole Set-Cookie line; returns its length.</summary>
    public static int WriteSetCookie(Span<byte> destination, PoolSnapshot pool, ServerState server)
    {
        HeadWriter writer = new(destination);
        writer.Write("Set-Cookie: "u8);
        writer.Write(pool.StickyCookie);
        writer.Write("="u8);
        Span<byte> token = stackalloc byte[16];
        System.Text.Ascii.FromUtf16(server.Token, token, out int tokenLength);
        writer.Write(token[..tokenLength]);
        writer.Write(pool.StickyAttributes);
        writer.Write("\r\n"u8);
        return writer.Overflowed ? 0 : writer.Written;
    }

    private static ReadOnlySpan<byte> FindIn(ReadOnlySpan<byte> cookies, ReadOnlySpan<byte> name)
    {
        while (!cookies.IsEmpty)
        {
            int end = cookies.IndexOf((byte)';');
            ReadOnlySpan<byte> pair = (end < 0 ? cookies : cookies[..end]).Trim((byte)' ');
            if (pair.Length > name.Length && pair[name.Length] == (byte)'=' && pair.StartsWith(name))
            {
                return pair[(name.Length + 1)..];
            }

            cookies = end < 0 ? default : cookies[(end + 1)..];
        }

        return default;
    }
}
