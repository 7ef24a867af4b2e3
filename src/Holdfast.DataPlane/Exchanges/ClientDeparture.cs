using Holdfast.Http1;
using Holdfast.Networking;

namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// A client has ended its side of the connection (FIN) while its answer is not there yet. TCP does not say whether it has left or will
/// still read (RFC 9112 section 9.6 allows to end one side only). Who means to read on ends its side right behind its request, as scripts
/// do; who gives up does so later. So a request is dropped when the end came late, and only if nothing is lost by dropping it. Pure.
/// </summary>
internal static class ClientDeparture
{
    /// <summary>Long enough for an end that was sent behind the request, shorter than anybody's patience.</summary>
    public const long GraceNanoseconds = 100_000_000;

    /// <param name="sinceRequest">Time since the request began.</param>
    public static bool HasLeft(Readiness readiness, SocketStream client, ExchangeState state, RequestHead request, long sinceRequest)
    {
        if ((readiness & (Readiness.Failed | Readiness.PeerClosed)) == 0)
        {
            return false;
        }

        if ((readiness & Readiness.Failed) != 0)
        {
            return state != ExchangeState.Tunnelling;
        }

        // What was sent before the end is the next request: then somebody wants answers in order.
        return state == ExchangeState.AwaitingServer
            || (MayBeDropped(state, request.Method, request.Framing, sinceRequest) && client.InputLength == 0 && client.Fill() != IoStatus.Done);
    }

    /// <summary>While a request waits for a slot nobody serves it yet, so there is nothing to drop: a slot would be wasted on it.</summary>
    public static bool MayBeDropped(ExchangeState state, HttpMethod method, BodyFraming framing, long sinceRequest) =>
        state is ExchangeState.AwaitingConnect or ExchangeState.AwaitingResponseHead
        && sinceRequest > GraceNanoseconds && framing == BodyFraming.None && RetryRule.IsIdempotent(method);
}
