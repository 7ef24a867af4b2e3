namespace Holdfast.Telemetry.Otlp;

/// <summary>The texts of a record by name, in the order of <see cref="AccessLogText"/>.</summary>
internal ref struct SpanTexts
{
    public ReadOnlySpan<byte> Method;
    public ReadOnlySpan<byte> Host;
    public ReadOnlySpan<byte> Path;
    public ReadOnlySpan<byte> UserAgent;
    public ReadOnlySpan<byte> RequestId;
    public ReadOnlySpan<byte> Route;
    public ReadOnlySpan<byte> Pool;
    public ReadOnlySpan<byte> Server;
    public ReadOnlySpan<byte> TraceParent;

    public static SpanTexts Of(scoped in AccessLogRecord record, ReadOnlySpan<byte> texts)
    {
        SpanTexts parts = default;
        parts.Method = Next(record, AccessLogText.Method, ref texts);
        parts.Host = Next(record, AccessLogText.Host, ref texts);
        parts.Path = Next(record, AccessLogText.Path, ref texts);
        parts.UserAgent = Next(record, AccessLogText.UserAgent, ref texts);
        parts.RequestId = Next(record, AccessLogText.RequestId, ref texts);
        parts.Route = Next(record, AccessLogText.Route, ref texts);
        parts.Pool = Next(record, AccessLogText.Pool, ref texts);
        parts.Server = Next(record, AccessLogText.Server, ref texts);
        Next(record, AccessLogText.Reason, ref texts);
        parts.TraceParent = Next(record, AccessLogText.TraceParent, ref texts);
        return parts;
    }

    private static ReadOnlySpan<byte> Next(scoped in AccessLogRecord record, int text, scoped ref ReadOnlySpan<byte> texts)
    {
        int length = record.Lengths[text];
        ReadOnlySpan<byte> value = texts[..length];
        texts = texts[length..];
        return value;
    }
}
