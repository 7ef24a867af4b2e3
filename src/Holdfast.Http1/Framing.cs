using System.Text;

namespace Holdfast.Http1;

/// <summary>Content-Length and Transfer-Encoding, one by one (RFC 9112 sections 6.1 and 6.2). What both together mean is the caller's rule.</summary>
internal static class Framing
{
    /// <summary>18 digits are below 2^63 whatever they are: overflow cannot happen.</summary>
    private const int LengthDigits = 18;

    private const uint Fields = 1u << (int)KnownField.ContentLength | 1u << (int)KnownField.TransferEncoding;

    /// <param name="length">Content-Length, or -1 without one.</param>
    public static RejectionReason Read(ReadOnlySpan<byte> buffer, HeaderBlock fields, HttpVersion version, out bool chunked, out long length)
    {
        chunked = false;
        length = -1;
        if (!fields.HasAny(Fields))
        {
            return RejectionReason.None;
        }

        if (fields.Has(KnownField.TransferEncoding))
        {
            RejectionReason reason = ReadTransferEncoding(buffer, fields, version);
            if (reason != RejectionReason.None)
            {
                return reason;
            }

            chunked = true;
        }

        return fields.Has(KnownField.ContentLength) ? ReadContentLength(buffer, fields, out length) : RejectionReason.None;
    }

    private static RejectionReason ReadTransferEncoding(ReadOnlySpan<byte> buffer, HeaderBlock fields, HttpVersion version)
    {
        if (version == HttpVersion.Http10)
        {
            return RejectionReason.TransferEncodingInHttp10;
        }

        if (fields.HasSeveral(KnownField.TransferEncoding))
        {
            return RejectionReason.TransferEncodingRepeated;
        }

        return Ascii.EqualsIgnoreCase(fields.ValueOf(KnownField.TransferEncoding).Of(buffer), "chunked"u8)
            ? RejectionReason.None
            : RejectionReason.TransferEncodingUnknown;
    }

    private static RejectionReason ReadContentLength(ReadOnlySpan<byte> buffer, HeaderBlock fields, out long length)
    {
        length = -1;
        if (fields.HasSeveral(KnownField.ContentLength))
        {
            // Also when equal: RFC 9112 section 6.3 allows to merge them, but then two programs must agree on what "equal" is.
            return RejectionReason.ContentLengthRepeated;
        }

        ReadOnlySpan<byte> digits = fields.ValueOf(KnownField.ContentLength).Of(buffer);
        if (digits.Length is 0 or > LengthDigits)
        {
            return RejectionReason.ContentLengthInvalid;
        }

        long value = 0;
        foreach (byte digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return RejectionReason.ContentLengthInvalid;
            }

            value = value * 10 + (digit - '0');
        }

        length = value;
        return RejectionReason.None;
    }
}
