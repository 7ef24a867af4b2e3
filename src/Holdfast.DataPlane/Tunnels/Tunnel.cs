using Holdfast.Http1;

namespace Holdfast.DataPlane.Tunnels;

/// <summary>
/// Raw bytes both ways after a switch of protocols, until both sides have closed; FIN of one side is passed on to the other. Part of an
/// <see cref="Exchange"/>. Worker thread only.
/// </summary>
internal sealed class Tunnel
{
    // Whoever ends a WebSocket says so and is answered (RFC 6455, section 7), so the client was heard of just before. Frames are not read for this.
    private const long GoodbyeNanoseconds = 100_000_000;

    private readonly BodyRelay toServer;
    private readonly BodyRelay toClient;
    private long heardNanoseconds;
    private bool isEnding;

    /// <summary>Takes the exchange's relays over: their bodies are finished or never were.</summary>
    public Tunnel(BodyRelay toServer, BodyRelay toClient)
    {
        this.toServer = toServer;
        this.toClient = toClient;
    }

    /// <summary>The server has reset it, or has closed it while its client was still there and silent.</summary>
    public bool WasCut { get; private set; }

    public void Begin(long nowNanoseconds)
    {
        toServer.Begin(BodyFraming.UntilClose, 0, chunkOutput: false, maximumBytes: 0);
        toClient.Begin(BodyFraming.UntilClose, 0, chunkOutput: false, maximumBytes: 0);
        heardNanoseconds = nowNanoseconds;
        isEnding = WasCut = false;
    }

    /// <summary>Complete when both sides have closed or one has failed; Yield when it should be called again this turn.</summary>
    public RelayStatus Pump(SocketStream client, SocketStream server, long nowNanoseconds)
    {
        long heard = toServer.BodyBytes;
        RelayStatus up = PumpSide(toServer, client, server);
        heardNanoseconds = toServer.BodyBytes > heard ? nowNanoseconds : heardNanoseconds;
        RelayStatus down = PumpSide(toClient, server, client);
        NoteEnd(up, down, nowNanoseconds);
        if (IsBroken(up) || IsBroken(down) || (up == RelayStatus.Complete && down == RelayStatus.Complete))
        {
            return RelayStatus.Complete;
        }

        return up == RelayStatus.Yield || down == RelayStatus.Yield ? RelayStatus.Yield : RelayStatus.NeedInput;
    }

    /// <summary>Who ended it first is told by the first look that finds a side gone.</summary>
    private void NoteEnd(RelayStatus up, RelayStatus down, long nowNanoseconds)
    {
        bool clientGone = up is RelayStatus.Complete or RelayStatus.SourceFailed || down == RelayStatus.DestinationFailed;
        bool wasReset = down == RelayStatus.SourceFailed || up == RelayStatus.DestinationFailed;
        bool serverGone = wasReset || down == RelayStatus.Complete;
        if (!isEnding && (clientGone || serverGone))
        {
            isEnding = true;
            WasCut = !clientGone && (wasReset || nowNanoseconds - heardNanoseconds > GoodbyeNanoseconds);
        }
    }

    private static RelayStatus PumpSide(BodyRelay relay, SocketStream source, SocketStream destination)
    {
        bool wasOpen = !relay.InputComplete;
        RelayStatus status = relay.Pump(source, destination);
        source.ReleaseInputIfEmpty();
        if (status == RelayStatus.Complete && wasOpen)
        {
            destination.ShutdownSend();
        }

        return status;
    }

    private static bool IsBroken(RelayStatus status) => status is not (RelayStatus.NeedInput or RelayStatus.Blocked or RelayStatus.Yield or RelayStatus.Complete);
}
