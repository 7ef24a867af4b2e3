using Holdfast.Http1;

namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// What the access log and traces say about a request, copied while the head is in the buffer. Only used when there is one of them. The query
/// is left out: it may hold tokens.
/// </summary>
internal sealed class RequestTexts
{
    private const int MethodBytes = 32;
    private const int HostBytes = 255;
    private const int PathBytes = 2048;
    private const int UserAgentBytes = 256;
    private const int TraceParentBytes = 64;
    private const int TraceParentAt = MethodBytes + HostBytes + PathBytes + UserAgentBytes;

    /// <summary>What the texts of one request may take.</summary>
    public const int Bytes = TraceParentAt + TraceParentBytes;

    private readonly byte[] bytes;
    private int methodLength;
    private int hostLength;
    private int pathLength;
    private int userAgentLength;
    private int traceParentLength;

    /// <param name="keeps">There is a log, or there are traces; without them it needs no room.</param>
    public RequestTexts(bool keeps)
    {
        bytes = keeps ? new byte[Bytes] : [];
    }

    public ReadOnlySpan<byte> Method => Part(0, methodLength);

    public ReadOnlySpan<byte> Host => Part(MethodBytes, hostLength);

    public ReadOnlySpan<byte> Path => Part(MethodBytes + HostBytes, pathLength);

    public ReadOnlySpan<byte> UserAgent => Part(MethodBytes + HostBytes + PathBytes, userAgentLength);

    public ReadOnlySpan<byte> TraceParent => Part(TraceParentAt, traceParentLength);

    public void Clear() => methodLength = hostLength = pathLength = userAgentLength = traceParentLength = 0;

    public void Keep(ReadOnlySpan<byte> input, RequestHead head)
    {
        methodLength = Copy(head.MethodToken.Of(input), 0, MethodBytes);
        hostLength = Copy(head.Host.Of(input), MethodBytes, HostBytes);
        pathLength = Copy(head.Path.IsEmpty ? "/"u8 : head.Path.Of(input), MethodBytes + HostBytes, PathBytes);
        int agent = head.Fields.IndexOf(input, "User-Agent"u8);
        userAgentLength = agent < 0 ? 0 : Copy(head.Fields.Fields[agent].Value.Of(input), MethodBytes + HostBytes + PathBytes, UserAgentBytes);
        int trace = head.Fields.IndexOf(KnownField.TraceParent);
        traceParentLength = trace < 0 ? 0 : Copy(head.Fields.Fields[trace].Value.Of(input), TraceParentAt, TraceParentBytes);
    }

    private ReadOnlySpan<byte> Part(int offset, int length) => length == 0 ? [] : bytes.AsSpan(offset, length);

    private int Copy(ReadOnlySpan<byte> text, int offset, int maximum)
    {
        ReadOnlySpan<byte> kept = text.Length > maximum ? text[..maximum] : text;
        kept.CopyTo(bytes.AsSpan(offset));
        return kept.Length;
    }
}
