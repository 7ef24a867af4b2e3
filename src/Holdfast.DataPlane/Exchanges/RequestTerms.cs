using Holdfast.Foundation;
using Holdfast.Http1;

namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// Step 1 of an exchange: who asks, how important it is and how long the client waits, as far as what stands in the request is to be
/// believed. Worker thread only. Next: <see cref="ForwardedClient"/>, <see cref="ForwardedClass"/>, <see cref="ClientDeadline"/>.
/// </summary>
internal static class RequestTerms
{
    public static void Read(ExchangeFacts facts, RoutingSnapshot snapshot, ClientConnection client, RequestHead request, RouteSnapshot route, ExchangeFlow flow)
    {
        ReadOnlySpan<byte> input = client.Stream.Input!.Filled;
        ForwardingSnapshot forwarding = snapshot.Forwarding;
        facts.ClientHash = ForwardedClient.HashOf(snapshot.Clients, client, input, request, out NetworkAddress address);
        facts.ClientAddress = address;
        facts.HasBody = request.Framing != BodyFraming.None;
        facts.Class = ForwardedClass.Of(input, request.Fields, forwarding.ClassHeader, client.IsTrusted, route.Class);
        flow.Upload.Deadline.Read(input, request.Fields, forwarding.DeadlineHeader);
        flow.Deadlines.Begin(facts.StartedNanoseconds, route.TotalNanoseconds, flow.Upload.Deadline.Nanoseconds);
        facts.ClientDeadlineNanoseconds = flow.Deadlines.OutcomeWhenOver == RequestOutcome.DeadlinePassed ? flow.Deadlines.Total : TimeoutsSnapshot.Never;
    }
}
