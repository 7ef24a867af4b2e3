using System.Buffers.Text;
using System.Text;

namespace Holdfast.Drills;

/// <summary>
/// Path of the request to what the origin does: /bytes/N, /chunked/N, /delay/MS, /status/N, /drip/PIECES/MS, /reset/N, /close, /echo.
/// Every other path, and a path with a number out of its range, answers 200 with the origin's name, method and path.
/// </summary>
internal static class OriginPaths
{
    private const long DelayMillisecondsMaximum = 3_600_000;
    private const int DripPieceBytes = 100;

    /// <param name="path">Without query.</param>
    /// <param name="head">The request's head as it came, for /echo.</param>
    /// <param name="text">What every other path answers.</param>
    public static OriginAnswer AnswerTo(ReadOnlySpan<byte> path, ReadOnlySpan<byte> head, string text)
    {
        var answer = new OriginAnswer { Text = Encoding.UTF8.GetBytes(text) };
        if (path.SequenceEqual("/echo"u8))
        {
            return answer with { Text = head.ToArray() };
        }

        if (path.SequenceEqual("/close"u8))
        {
            return answer with { Close = true };
        }

        return WithNumber(path, answer);
    }

    private static OriginAnswer WithNumber(ReadOnlySpan<byte> path, OriginAnswer answer)
    {
        if (TryTake(path, "/bytes/"u8, long.MaxValue, out long number, out _))
        {
            return answer with { Text = null, PatternBytes = number };
        }

        if (TryTake(path, "/chunked/"u8, long.MaxValue, out number, out _))
        {
            return answer with { Text = null, PatternBytes = number, Chunked = true };
        }

        if (TryTake(path, "/delay/"u8, DelayMillisecondsMaximum, out number, out _))
        {
            return answer with { Delay = TimeSpan.FromMilliseconds(number) };
        }

        if (TryTake(path, "/status/"u8, 599, out number, out _) && number >= 200)
        {
            return answer with { Status = (int)number };
        }

        if (TryTake(path, "/reset/"u8, long.MaxValue / 2, out number, out _))
        {
            return answer with { Text = null, PatternBytes = (number * 2) + 1, ResetAfterBytes = number };
        }

        return TryTake(path, "/drip/"u8, 1_000_000, out long pieces, out ReadOnlySpan<byte> rest)
            && TryTake(rest, "/"u8, DelayMillisecondsMaximum, out number, out _)
                ? answer with { Text = null, PatternBytes = pieces * DripPieceBytes, PieceBytes = DripPieceBytes, Pause = TimeSpan.FromMilliseconds(number) }
                : answer;
    }

    private static bool TryTake(ReadOnlySpan<byte> path, ReadOnlySpan<byte> prefix, long maximum, out long number, out ReadOnlySpan<byte> rest)
    {
        number = 0;
        rest = default;
        if (!path.StartsWith(prefix) || !Utf8Parser.TryParse(path[prefix.Length..], out number, out int digits) || number < 0 || number > maximum)
        {
            return false;
        }

        rest = path[(prefix.Length + digits)..];
        return rest.IsEmpty || rest[0] == (byte)'/';
    }
}
