using Holdfast.Http1;
using Holdfast.Networking;

namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// The client's side of an answer, a server's or the gateway's own: how its end is told, and whether the client's connection outlives it.
/// Worker thread only. Next on the path: <see cref="BodyRelay"/>.
/// </summary>
internal sealed class ClientAnswer
{
    private RequestHead request = null!;
    private bool withoutBody;

    /// <summary>The client's connection takes another request afterwards.</summary>
    public bool KeepsClient { get; private set; }

    /// <summary>The head is on its way: from here on nothing can be answered instead.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>How the client is told the end of the body.</summary>
    public BodyFraming Framing { get; private set; }

    public void Reset(RequestHead request)
    {
        this.request = request;
        KeepsClient = HasStarted = withoutBody = false;
    }

    /// <summary>The request's head is known.</summary>
    public void Begin(bool isDraining)
    {
        KeepsClient = request.KeepAlive && !isDraining;
        withoutBody = request.Method == HttpMethod.Head;
    }

    public void KeepClientOnlyIf(bool condition) => KeepsClient &= condition;

    /// <summary>Writes the server's head for this client. False when there is no room.</summary>
    /// <param name="extraLines">More lines, each ended by CRLF.</param>
    public bool TryCompose(IoBuffer output, ReadOnlySpan<byte> input, ResponseHead response, HeaderRules rules, ReadOnlySpan<byte> extraLines)
    {
        Framing = FramingFor(response);
        HeadWriter writer = new(output.Free);
        ResponseHeadComposer.Compose(ref writer, input, response, Framing, rules, ConnectionLine(response.StatusCode), extraLines);
        if (writer.Overflowed)
        {
            return false;
        }

        output.Commit(writer.Written);
        HasStarted = true;
        return true;
    }

    /// <summary>Appends the gateway's own answer. False when there is no buffer.</summary>
    /// <param name="restIsKnown">How much of the request is still to come, if anything: else it would be taken for the next one.</param>
    /// <param name="date">A field line.</param>
    public bool TryRefuse(IoBuffer? output, int status, bool closes, bool restIsKnown, ReadOnlySpan<byte> date)
    {
        KeepsClient &= !closes && restIsKnown && request.Version == HttpVersion.Http11;
        return output is not null && DateLine.TryAppend(output, LocalAnswers.Of(status, close: !KeepsClient, withoutBody), date);
    }

    /// <summary>Appends the answer to a request that is refused on purpose. False when there is no buffer.</summary>
    public bool TryShed(IoBuffer? output, ShedAnswers answers, RequestOutcome outcome, bool asPage, int retryAfterSeconds, bool restIsKnown, ReadOnlySpan<byte> date)
    {
        KeepsClient &= restIsKnown && request.Version == HttpVersion.Http11;
        return output is not null && answers.TryAppend(output, outcome, asPage, close: !KeepsClient, withoutBody, retryAfterSeconds, date);
    }

    /// <summary>A body without a length is chunked; HTTP/1.0 does not know chunks, so there the end of the connection is its end.</summary>
    private BodyFraming FramingFor(ResponseHead response)
    {
        if (response.Framing is not (BodyFraming.Chunked or BodyFraming.UntilClose))
        {
            return response.Framing;
        }

        if (request.Version == HttpVersion.Http11)
        {
            return BodyFraming.Chunked;
        }

        KeepsClient = false;
        return BodyFraming.UntilClose;
    }

    private ReadOnlySpan<byte> ConnectionLine(int statusCode)
    {
        if (statusCode == 101)
        {
            return "Connection: upgrade\r\nUpgrade: websocket\r\n"u8;
        }

        if (!KeepsClient)
        {
            return "Connection: close\r\n"u8;
        }

        return request.Version == HttpVersion.Http10 ? "Connection: keep-alive\r\n"u8 : default;
    }
}
