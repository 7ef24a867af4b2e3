namespace Holdfast.Http1;

/// <summary>What a status line and its fields say, as places in the buffer. Filled by <see cref="ResponseParser"/>, reused.</summary>
public sealed class ResponseHead
{
    public ResponseHead(HeadLimits limits)
    {
        Fields = new HeaderBlock(limits.Fields);
    }

    public RejectionReason Rejection { get; internal set; }

    public int Length { get; internal set; }

    /// <summary>100-599.</summary>
    public int StatusCode { get; internal set; }

    public Slice Reason { get; internal set; }

    public HttpVersion Version { get; internal set; }

    /// <summary>1xx other than 101: another head follows on the same exchange.</summary>
    public bool IsInterim => StatusCode is >= 100 and < 200 and not 101;

    public BodyFraming Framing { get; internal set; }

    public long ContentLength { get; internal set; }

    /// <summary>The server's connection may be used again once the body is over. Never with UntilClose.</summary>
    public bool KeepAlive { get; internal set; }

    /// <summary>101 with a proper "Upgrade: websocket".</summary>
    public bool SwitchesToWebSocket { get; internal set; }

    public HeaderBlock Fields { get; }

    // Where an interrupted parse goes on. Owned by ResponseParser.
    internal LineCursor Cursor;
    internal bool StartLineDone;

    public void Reset()
    {
        Rejection = RejectionReason.None;
        Length = StatusCode = 0;
        Reason = default;
        Version = HttpVersion.Http11;
        Framing = BodyFraming.None;
        ContentLength = 0;
        KeepAlive = SwitchesToWebSocket = false;
        Fields.Clear();
        Cursor = default;
        StartLineDone = false;
    }
}
