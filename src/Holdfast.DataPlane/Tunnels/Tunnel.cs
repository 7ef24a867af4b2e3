using Holdfast.Http1;

namespace Holdfast.DataPlane.Tunnels;

/// <summary>
/// Raw bytes both ways after a switch of protocols, until both sides have closed; FIN of one side is passed on to the other. Part of an
/// <see cref="Exchange"/>. Worker thread only.
/// </summary>
internal sealed class Tunnel
{
    private readonly BodyRelay toServer;
    private readonly BodyRelay toClient;

    /// <summary>Takes the exchange's relays over: their bodies are finished or never were.</summary>
    public Tunnel(BodyRelay toServer, BodyRelay toClient)
    {
        this.toServer = toServer;
        this.toClient = toClient;
    }

    public void Begin()
    {
        toServer.Begin(BodyFraming.UntilClose, 0, chunkOutput: false, maximumBytes: 0);
        toClient.Begin(BodyFraming.UntilClose, 0, chunkOutput: false, maximumBytes: 0);
    }

    /// <summary>Complete when both sides have closed or one has failed; Yield when it should be called again this turn.</summary>
    public RelayStatus Pump(SocketStream client, SocketStream server)
    {
        RelayStatus up = PumpSide(toServer, client, server);
        RelayStatus down = PumpSide(toClient, server, client);
        if (IsBroken(up) || IsBroken(down) || (up == RelayStatus.Complete && down == RelayStatus.Complete))
        {
            return RelayStatus.Complete;
        }

        return up == RelayStatus.Yield || down == RelayStatus.Yield ? RelayStatus.Yield : RelayStatus.NeedInput;
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
