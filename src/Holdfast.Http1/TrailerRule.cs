using System.Text;

namespace Holdfast.Http1;

/// <summary>
/// Which trailer fields must not travel: a server that merges trailers into the head would let them overwrite framing, routing,
/// credentials or the meaning of the body (RFC 9110 section 6.5.1). The rest (Grpc-Status, checksums, timings) is forwarded.
/// </summary>
internal static class TrailerRule
{
    public static void MarkForbidden(ReadOnlySpan<byte> buffer, HeaderBlock trailers)
    {
        for (int i = 0; i < trailers.Count; i++)
        {
            HeaderField field = trailers.Fields[i];
            if (field.Known != KnownField.None || IsForbidden(field.Name.Of(buffer)))
            {
                trailers.MarkHopByHop(i);
            }
        }
    }

    /// <summary>Every field with a <see cref="KnownField"/> is forbidden already: the proxy has acted on its absence.</summary>
    private static bool IsForbidden(ReadOnlySpan<byte> name) =>
        FieldPrefix.Matches(name, "content-"u8) || FieldPrefix.Matches(name, "x-forwarded-"u8) || FieldPrefix.Matches(name, "proxy-"u8) ||
        Ascii.EqualsIgnoreCase(name, "www-authenticate"u8) || Ascii.EqualsIgnoreCase(name, "cache-control"u8) ||
        Ascii.EqualsIgnoreCase(name, "range"u8) || Ascii.EqualsIgnoreCase(name, "location"u8) ||
        Ascii.EqualsIgnoreCase(name, "max-forwards"u8) || Ascii.EqualsIgnoreCase(name, "x-real-ip"u8);
}
