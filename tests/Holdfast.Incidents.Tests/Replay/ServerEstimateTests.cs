using Holdfast.Incidents.Replay;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Replay;

public sealed class ServerEstimateTests
{
    [Fact]
    public void ServerThatWasFull_HasTheCapacityOfItsBestSeconds()
    {
        using RecordedOutage outage = new();
        // It answers 100/s for ten seconds, then more and more wait and it answers hardly any.
        outage.Server("a", Signal.Good, second => second < RecordedOutage.Start ? 60 : second < RecordedOutage.Start + 10 ? 100 : 3);
        outage.Server("a", Signal.InFlight, second => second < RecordedOutage.Start ? 4 : second < RecordedOutage.Start + 10 ? 9 : 400);
        ServerEstimate server = outage.Plan().Server;
        (server.Capacity, server.IsReached, server.ServiceSeconds).ShouldBe((100, true, 0.06));
        (double service, double beta) = server.Law(1);
        service.ShouldBe(0.06);
        (ServerEstimate.Peak(beta) / service).ShouldBe(100, 1);
    }

    [Fact]
    public void ServerThatWasNeverFull_CanDoMoreThanWasSeen()
    {
        using RecordedOutage outage = new();
        ServerEstimate server = outage.Plan().Server;
        (server.Capacity, server.IsReached).ShouldBe((90, false));
    }

    [Fact]
    public void ConnectionsThatHung_AreABound()
    {
        using RecordedOutage outage = new("pool-exhaustion");
        outage.Server("b", Signal.Connections, 0, 60, 40, 8);
        outage.Plan().Server.ConnectionsMaximum.ShouldBe(0);
        using RecordedOutage hung = new("pool-exhaustion");
        hung.Server("b", Signal.Connections, 0, 60, 40, 8);
        hung.Server("b", Signal.FailedConnectTimeout, 10, 20, 5, 0);
        hung.Plan().Server.ConnectionsMaximum.ShouldBe(40);
    }
}
