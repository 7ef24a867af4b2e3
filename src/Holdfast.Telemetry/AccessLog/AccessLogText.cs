namespace Holdfast.Telemetry;

/// <summary>Order and bounds of an entry's texts.</summary>
internal static class AccessLogText
{
    public const int Method = 0;
    public const int Host = 1;
    public const int Path = 2;
    public const int UserAgent = 3;
    public const int RequestId = 4;
    public const int Route = 5;
    public const int Pool = 6;
    public const int Server = 7;
    public const int Reason = 8;
    public const int TraceParent = 9;
    public const int Count = 10;

    /// <summary>Longest kept, bytes: enough to recognise what it was, and a client cannot fill the log with a few requests.</summary>
    public static readonly int[] MaximumLengths = [32, 255, 2048, 256, 128, 128, 128, 128, 64, 64];

    /// <summary>The target's path alone. A target with an authority loses it, as it may hold a password.</summary>
    public static ReadOnlySpan<byte> PathOnly(ReadOnlySpan<byte> target)
    {
        int end = target.IndexOfAny((byte)'?', (byte)'#');
        ReadOnlySpan<byte> path = end < 0 ? target : target[..end];
        int authority = path.IndexOf("://"u8);
        if (authority < 0 || path[0] == '/')
        {
            return path;
        }

        int start = path[(authority + 3)..].IndexOf((byte)'/');
        return start < 0 ? "/"u8 : path[(authority + 3 + start)..];
    }
}
