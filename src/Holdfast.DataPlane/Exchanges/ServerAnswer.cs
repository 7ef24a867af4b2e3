using Holdfast.Http1;
using Holdfast.Networking;

namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// Step 6 of an exchange: receives the head of the answer. Interim answers (1xx) are passed on as they come, until the final one is here.
/// Worker thread only. Next: <see cref="ClientAnswer"/>.
/// </summary>
internal sealed class ServerAnswer
{
    // 100, 103 and a few 102; a server that sends more is not answering.
    private const int InterimMaximum = 16;

    private readonly HeadLimits limits;

    public ServerAnswer(HeadLimits limits)
    {
        this.limits = limits;
        Head = new ResponseHead(limits);
    }

    public ResponseHead Head { get; }

    /// <summary>Interim answers so far.</summary>
    public int Interims { get; private set; }

    public void Reset()
    {
        Head.Reset();
        Interims = 0;
    }

    public HeadProgress Receive(SocketStream source, SocketStream client, RequestHead request)
    {
        // Of a connection that was looked at before, something may be here already.
        HeadProgress progress = source.InputLength > 0 ? Parse(source, client, request) : HeadProgress.Waiting;
        while (progress == HeadProgress.Waiting && source.CanReceive)
        {
            switch (source.Fill())
            {
                case IoStatus.Done:
                    break;
                case IoStatus.WouldBlock:
                    return HeadProgress.Waiting;
                case IoStatus.NoResources:
                    return HeadProgress.Invalid;
                default:
                    return HeadProgress.ServerClosed;
            }

            progress = Parse(source, client, request);
        }

        return progress;
    }

    /// <summary>A switch of protocols that nobody asked for, or to another one than was asked for.</summary>
    public bool SwitchesUnasked(RequestHead request) => Head.StatusCode == 101 && !(Head.SwitchesToWebSocket && request.UpgradeToWebSocket);

    private HeadProgress Parse(SocketStream source, SocketStream client, RequestHead request)
    {
        while (source.InputLength > 0)
        {
            switch (ResponseParser.Parse(source.Input!.Filled, Head, request.Method, limits))
            {
                case ParseStatus.NeedMore:
                    return HeadProgress.Waiting;
                case ParseStatus.Rejected:
                    return HeadProgress.Invalid;
            }

            if (!Head.IsInterim)
            {
                return HeadProgress.Arrived;
            }

            HeadProgress passed = PassInterim(source, client, request);
            if (passed != HeadProgress.Waiting)
            {
                return passed;
            }
        }

        return HeadProgress.Waiting;
    }

    private HeadProgress PassInterim(SocketStream source, SocketStream client, RequestHead request)
    {
        if (++Interims > InterimMaximum)
        {
            return HeadProgress.Invalid;
        }

        if (client.TryGetOutput() is not { } output)
        {
            return HeadProgress.OutOfBuffers;
        }

        // A client of HTTP/1.0 does not know interim answers (RFC 9110 section 15.2).
        if (request.Version == HttpVersion.Http11)
        {
            HeadWriter writer = new(output.Free);
            ResponseHeadComposer.ComposeInterim(ref writer, source.Input!.Filled, Head);
            if (writer.Overflowed)
            {
                return HeadProgress.Invalid;
            }

            output.Commit(writer.Written);
        }

        source.Input!.Consume(Head.Length);
        source.ReleaseInputIfEmpty();
        Head.Reset();
        return client.Flush() is IoStatus.Done or IoStatus.WouldBlock ? HeadProgress.Waiting : HeadProgress.ClientClosed;
    }
}
