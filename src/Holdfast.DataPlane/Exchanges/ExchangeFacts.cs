using Holdfast.Configuration;
using Holdfast.Foundation;
using Holdfast.Http1;

namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// What step 9 counts and logs about an exchange, noted on the way: the buffers and connections that it came from are used again before
/// the end. Worker thread only. Next: <see cref="ExchangeRecorder"/>.
/// </summary>
internal sealed class ExchangeFacts
{
    // A field, because the recorder fills it in place.
    public ExchangeCounters Counters;

    public ExchangeFacts(bool keepsTexts)
    {
        Texts = new RequestTexts(keepsTexts);
    }

    public ClientConnection Client { get; private set; } = null!;

    /// <summary>Kept only when there is an access log.</summary>
    public RequestTexts Texts { get; }

    public ulong RequestId { get; set; }

    /// <summary>Its route's, or what a trusted proxy said.</summary>
    public RequestClass Class { get; set; }

    /// <summary>The request has a body.</summary>
    public bool HasBody { get; set; }

    /// <summary>Who is asking, as a hash: the unit of fairness.</summary>
    public ulong ClientHash { get; set; }

    /// <summary>Where it asks from: as a trusted proxy says, else, and until a route is found, the other end of the connection.</summary>
    public NetworkAddress ClientAddress { get; set; }

    /// <summary>Who is asking for what, as a hash: a retry has the same.</summary>
    public ulong RepeatKey { get; set; }

    /// <summary>It is known to repeat an earlier one.</summary>
    public bool IsRetry { get; set; }

    /// <summary>Its client takes more than its fair share of the pool.</summary>
    public bool IsOverShare { get; set; }

    /// <summary>The client is counted there until the end; null when it is not.</summary>
    public ClientUsage? Usage { get; set; }

    /// <summary>When the time is over that its client gave it, where that is before the route's; else <see cref="TimeoutsSnapshot.Never"/>.</summary>
    public long ClientDeadlineNanoseconds { get; set; }

    /// <summary>How soon the request is shed: <see cref="AdmissionKey"/>.</summary>
    public int Key { get; set; }

    /// <summary>When a request over its rate limit may come again.</summary>
    public long RetryAfterNanoseconds { get; set; }

    /// <summary>Time spent waiting for a slot.</summary>
    public long QueuedNanoseconds { get; set; }

    public long StartedNanoseconds { get; private set; }

    /// <summary>When the request began to leave for the last server; with <see cref="FirstByteNanoseconds"/> the server's latency.</summary>
    public long SentNanoseconds { get; set; }

    /// <summary>0 when no head came.</summary>
    public long FirstByteNanoseconds { get; set; }

    public long RequestBodyBytes { get; set; }

    public long ResponseBodyBytes { get; set; }

    public int StatusCode { get; set; }

    /// <summary>Why the request was refused; None when it was not.</summary>
    public RejectionReason Rejection { get; set; }

    public void Reset(ClientConnection client, long nowNanoseconds)
    {
        Client = client;
        ClientAddress = client.Peer;
        Counters = default;
        Texts.Clear();
        RequestId = 0;
        ClientDeadlineNanoseconds = TimeoutsSnapshot.Never;
        IsOverShare = false;
        RetryAfterNanoseconds = 0;
        Usage = null;
        StartedNanoseconds = nowNanoseconds;
        QueuedNanoseconds = SentNanoseconds = FirstByteNanoseconds = RequestBodyBytes = ResponseBodyBytes = 0;
        StatusCode = 0;
        Rejection = RejectionReason.None;
    }
}
