namespace Holdfast.Http1;

/// <summary>
/// What a request line and its fields say, as places in the buffer they were parsed from. Filled by <see cref="RequestParser"/>,
/// reused for the next request. All slices are relative to the first byte given to the parser.
/// </summary>
public sealed class RequestHead
{
    public RequestHead(HeadLimits limits)
    {
        Fields = new HeaderBlock(limits.Fields);
    }

    /// <summary>Why the head was rejected; None otherwise.</summary>
    public RejectionReason Rejection { get; internal set; }

    /// <summary>Bytes of the whole head including the empty line. Valid when complete.</summary>
    public int Length { get; internal set; }

    public HttpMethod Method { get; internal set; }

    public Slice MethodToken { get; internal set; }

    public HttpVersion Version { get; internal set; }

    public TargetForm TargetForm { get; internal set; }

    /// <summary>The target as it came.</summary>
    public Slice Target { get; internal set; }

    /// <summary>Path and query as forwarded upstream; empty for an absolute-form target without a path (send "/", or "*" for OPTIONS).</summary>
    public Slice PathAndQuery { get; internal set; }

    /// <summary>Path without query; empty as above.</summary>
    public Slice Path { get; internal set; }

    /// <summary>The authority that routes: of the absolute-form target, else of Host. Empty only in HTTP/1.0 without Host or with an empty Host.</summary>
    public Slice Host { get; internal set; }

    /// <summary>None, Length or Chunked.</summary>
    public BodyFraming Framing { get; internal set; }

    /// <summary>Body bytes when <see cref="Framing"/> is Length.</summary>
    public long ContentLength { get; internal set; }

    /// <summary>The client wants to keep the connection.</summary>
    public bool KeepAlive { get; internal set; }

    /// <summary>"Expect: 100-continue" on HTTP/1.1.</summary>
    public bool ExpectContinue { get; internal set; }

    /// <summary>A valid request to switch to WebSocket (GET, HTTP/1.1, no body, Connection: upgrade, Upgrade: websocket).</summary>
    public bool UpgradeToWebSocket { get; internal set; }

    /// <summary>The client sent "TE: trailers" and listed TE in Connection: trailers may be sent to it, and gRPC servers want to know.</summary>
    public bool AcceptsTrailers { get; internal set; }

    public HeaderBlock Fields { get; }

    // Where an interrupted parse goes on. Owned by RequestParser.
    internal LineCursor Cursor;
    internal bool StartLineDone;

    public void Reset()
    {
        Rejection = RejectionReason.None;
        Length = 0;
        Method = HttpMethod.Other;
        MethodToken = Target = PathAndQuery = Path = Host = default;
        Version = HttpVersion.Http11;
        TargetForm = TargetForm.Origin;
        Framing = BodyFraming.None;
        ContentLength = 0;
        KeepAlive = ExpectContinue = UpgradeToWebSocket = AcceptsTrailers = false;
        Fields.Clear();
        Cursor = default;
        StartLineDone = false;
    }
}
