using System.Globalization;
using System.Text;

namespace Holdfast.DataPlane;

/// <summary>
/// Answers to clients that are not taken in because there are as many as may be. Nothing of their request was read, so it is the same for all but for
/// when to come back: from one to the next another second, or all would come back together. Worker thread only.
/// </summary>
internal sealed class FullAnswers
{
    // Connections stay for longer than requests wait, so later and further apart than after a refused request (1 to 2 s).
    private const int LeastSeconds = 2;
    private const int MostSeconds = 9;

    private static readonly byte[][] Prepared = [.. Enumerable.Range(LeastSeconds, MostSeconds - LeastSeconds + 1).Select(Format)];

    private int next;

    public ReadOnlySpan<byte> Next()
    {
        // Neighbours in the row are three seconds apart.
        next = (next + 3) % Prepared.Length;
        return Prepared[next];
    }

    private static byte[] Format(int seconds)
    {
        const string Body = "503 Service Unavailable\n";
        return Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {Body.Length}\r\nCache-Control: no-store\r\nX-Shed-Reason: clients\r\nX-Retry-Ok: 0\r\nRetry-After: {seconds}\r\nConnection: close\r\n\r\n{Body}"));
    }
}
