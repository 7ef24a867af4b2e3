using System.Buffers;
using System.Buffers.Binary;

namespace Holdfast.Telemetry.Otlp;

/// <summary>The header traceparent (W3C Trace Context): 00-TRACE-SPAN-FLAGS in hexadecimal.</summary>
internal readonly record struct TraceParent(ulong TraceHigh, ulong TraceLow, ulong Span, bool IsSampled)
{
    private const int Length = 55;

    /// <summary>False when there is none, or it breaks a rule: then a new trace begins, as the specification demands.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out TraceParent parent)
    {
        parent = default;
        // A later version may have more behind a dash.
        bool isShaped = text.Length == Length ? text[2] == '-' : text.Length > Length && text[2] == '-' && text[Length] == '-' && !text.StartsWith("00"u8);
        if (!isShaped || text[35] != '-' || text[52] != '-' || text.StartsWith("ff"u8))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[26];
        if (!Hex(text[..2], bytes[..1]) || !Hex(text[3..35], bytes[1..17]) || !Hex(text[36..52], bytes[17..25]) || !Hex(text[53..55], bytes[25..]))
        {
            return false;
        }

        parent = new(BinaryPrimitives.ReadUInt64BigEndian(bytes[1..]), BinaryPrimitives.ReadUInt64BigEndian(bytes[9..]), BinaryPrimitives.ReadUInt64BigEndian(bytes[17..]), (bytes[25] & 1) != 0);
        return (parent.TraceHigh | parent.TraceLow) != 0 && parent.Span != 0;
    }

    /// <summary>Lower case only: that is the specification's.</summary>
    private static bool Hex(ReadOnlySpan<byte> text, Span<byte> bytes) =>
        !text.ContainsAnyInRange((byte)'A', (byte)'F') && Convert.FromHexString(text, bytes, out _, out _) == OperationStatus.Done;
}
