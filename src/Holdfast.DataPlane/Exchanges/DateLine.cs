using Holdfast.Foundation;

namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// The Date field for the gateway's own answers (RFC 9110 section 6.6.1), written anew when the second has changed. Worker thread only.
/// </summary>
internal sealed class DateLine
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly IClock clock;
    private readonly byte[] line = [.. "Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n"u8];
    private long until = long.MinValue;

    public DateLine(IClock clock)
    {
        this.clock = clock;
    }

    public ReadOnlySpan<byte> At(long nowNanoseconds)
    {
        if (nowNanoseconds >= until)
        {
            DateTime now = clock.UtcNow.UtcDateTime;
            now.TryFormat(line.AsSpan("Date: ".Length), out _, "R");
            until = nowNanoseconds + NanosecondsPerSecond - (now.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick);
        }

        return line;
    }

    /// <summary>Appends a whole answer with the date behind its status line, or nothing where there is no room.</summary>
    public static bool TryAppend(Networking.IoBuffer output, ReadOnlySpan<byte> answer, ReadOnlySpan<byte> date)
    {
        int statusLine = answer.IndexOf((byte)'\n') + 1;
        return output.FreeLength >= answer.Length + date.Length
            && output.TryAppend(answer[..statusLine]) && output.TryAppend(date) && output.TryAppend(answer[statusLine..]);
    }
}
