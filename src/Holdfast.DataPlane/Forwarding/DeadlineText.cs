using System.Buffers.Text;

namespace Holdfast.DataPlane.Forwarding;

/// <summary>The two ways in which a request says how long its client waits. Pure.</summary>
internal static class DeadlineText
{
    /// <summary>What both forms may be long: the gRPC specification allows eight digits.</summary>
    public const int Digits = 8;

    private const long Millisecond = 1_000_000;

    // Whoever writes more means no time span: a point in time as seconds or milliseconds since 1970 is longer than a day.
    private const long LongestMilliseconds = 86_400_000;
    private const long MostDigits = 99_999_999;

    /// <summary>A whole number of milliseconds; <see cref="TimeoutsSnapshot.Never"/> for anything else.</summary>
    public static long OfMilliseconds(ReadOnlySpan<byte> text) =>
        TryParse(text, out long value) && value <= LongestMilliseconds ? value * Millisecond : TimeoutsSnapshot.Never;

    /// <summary>The value of grpc-timeout: at most eight digits and a unit; <see cref="TimeoutsSnapshot.Never"/> for anything else.</summary>
    public static long OfGrpc(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2 || text.Length > Digits + 1 || !TryParse(text[..^1], out long value))
        {
            return TimeoutsSnapshot.Never;
        }

        long unit = text[^1] switch
        {
            (byte)'H' => 3_600_000 * Millisecond,
            (byte)'M' => 60_000 * Millisecond,
            (byte)'S' => 1000 * Millisecond,
            (byte)'m' => Millisecond,
            (byte)'u' => 1000,
            (byte)'n' => 1,
            _ => 0,
        };
        return unit == 0 ? TimeoutsSnapshot.Never : value > TimeoutsSnapshot.Never / unit ? TimeoutsSnapshot.Never : value * unit;
    }

    /// <summary>Milliseconds, at least one, right-aligned: white space in front of a value is no part of it (RFC 9110 section 5.5).</summary>
    public static void Write(Span<byte> destination, long nanoseconds)
    {
        long left = Math.Clamp(nanoseconds / Millisecond, 1, MostDigits);
        for (int place = Digits - 1; place >= 0; place--)
        {
            destination[place] = left > 0 ? (byte)('0' + (left % 10)) : (byte)' ';
            left /= 10;
        }
    }

    // Zero is no time at all: nobody waits for that, and some senders mean "none" by it.
    private static bool TryParse(ReadOnlySpan<byte> text, out long value) =>
        Utf8Parser.TryParse(text, out value, out int read) && read == text.Length && value > 0 && text[0] is >= (byte)'0' and <= (byte)'9';
}
