using System.Buffers;
using System.Globalization;
using System.Text;

namespace Holdfast.Telemetry;

/// <summary>
/// Writes one flat JSON object as a line. Unlike the library's writer it takes any bytes as text: what is not valid UTF-8 is replaced,
/// and every control character is escaped, so that a log shown on a terminal cannot steer it.
/// </summary>
internal ref struct JsonLine
{
    // A text grows at most sixfold: one byte becomes \u00XX.
    private const int LongestEscape = 6;
    private static readonly SearchValues<byte> Plain =
        SearchValues.Create(" !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~"u8);

    private readonly IBufferWriter<byte> output;
    private bool any;

    public JsonLine(IBufferWriter<byte> output)
    {
        this.output = output;
        output.Write("{"u8);
    }

    public void Text(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value)
    {
        Name(name);
        output.Write("\""u8);
        WriteEscaped(value, output);
        output.Write("\""u8);
    }

    public void Text(scoped ReadOnlySpan<byte> name, string value) => Text(name, Encoding.UTF8.GetBytes(value).AsSpan());

    public void TextIfAny(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value)
    {
        if (value.Length > 0)
        {
            Text(name, value);
        }
    }

    public void Number(scoped ReadOnlySpan<byte> name, long value)
    {
        Name(name);
        value.TryFormat(output.GetSpan(20), out int written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    /// <summary>Nanoseconds as milliseconds with three decimals.</summary>
    public void Milliseconds(scoped ReadOnlySpan<byte> name, long nanoseconds)
    {
        Name(name);
        (nanoseconds / 1e6).TryFormat(output.GetSpan(64), out int written, "0.###", CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    public void Time(scoped ReadOnlySpan<byte> name, DateTimeOffset time)
    {
        Name(name);
        output.Write("\""u8);
        time.UtcDateTime.TryFormat(output.GetSpan(32), out int written, "yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        output.Advance(written);
        output.Write("\""u8);
    }

    public readonly void End() => output.Write("}\n"u8);

    internal static void WriteEscaped(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        while (value.Length > 0)
        {
            // Nearly all text is plain, and is copied as it is.
            int plain = value.IndexOfAnyExcept(Plain);
            output.Write(plain < 0 ? value : value[..plain]);
            if (plain < 0)
            {
                return;
            }

            value = value[plain..];
            OperationStatus status = Rune.DecodeFromUtf8(value, out Rune rune, out int consumed);
            Span<byte> destination = output.GetSpan(LongestEscape);
            int written = status == OperationStatus.Done ? WriteRune(rune, destination) : Rune.ReplacementChar.EncodeToUtf8(destination);
            output.Advance(written);
            value = value[consumed..];
        }
    }

    private static int WriteRune(Rune rune, Span<byte> destination)
    {
        if (rune.Value is '"' or '\\')
        {
            destination[0] = (byte)'\\';
            destination[1] = (byte)rune.Value;
            return 2;
        }

        // C0, DEL and C1, and the two line separators that some readers of lines split at.
        if (rune.Value is < 0x20 or (>= 0x7F and < 0xA0) or 0x2028 or 0x2029)
        {
            "\\u"u8.CopyTo(destination);
            rune.Value.TryFormat(destination[2..], out _, "x4", CultureInfo.InvariantCulture);
            return LongestEscape;
        }

        return rune.EncodeToUtf8(destination);
    }

    private void Name(scoped ReadOnlySpan<byte> name)
    {
        output.Write(any ? ",\""u8 : "\""u8);
        output.Write(name);
        output.Write("\":"u8);
        any = true;
    }
}
