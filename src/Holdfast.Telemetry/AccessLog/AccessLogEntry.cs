using Holdfast.Foundation;

namespace Holdfast.Telemetry;

/// <summary>
/// One finished exchange, as a worker hands it over; everything is copied at once, texts are cut at a bound. There is no place for
/// credentials: neither header fields nor the query is kept.
/// </summary>
public ref struct AccessLogEntry
{
    /// <summary>IClock time at which the exchange finished; the log's thread turns it into wall-clock time.</summary>
    public long FinishedNanoseconds;
    public long DurationNanoseconds;

    /// <summary>Time in the queue for a server.</summary>
    public long WaitNanoseconds;
    public long BytesIn;
    public long BytesOut;
    public NetworkAddress Client;

    /// <summary>The other end of the connection where that is not the client; default where it is.</summary>
    public NetworkAddress Proxy;

    /// <summary>What the client got; 0 when nothing.</summary>
    public int Status;
    public int Outcome;
    public int Retries;

    public ReadOnlySpan<byte> Method;
    public ReadOnlySpan<byte> Host;

    /// <summary>From the query on it is dropped: queries carry tokens and personal data.</summary>
    public ReadOnlySpan<byte> Path;
    public ReadOnlySpan<byte> UserAgent;
    public ReadOnlySpan<byte> RequestId;
    public ReadOnlySpan<byte> Route;
    public ReadOnlySpan<byte> Pool;
    public ReadOnlySpan<byte> Server;

    /// <summary>Which rule of HTTP a bad request broke.</summary>
    public ReadOnlySpan<byte> Reason;

    /// <summary>The request's header of that name, for sampled exchanges.</summary>
    public ReadOnlySpan<byte> TraceParent;
}
