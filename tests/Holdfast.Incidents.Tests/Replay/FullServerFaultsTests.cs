using Holdfast.Incidents.Replay;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Replay;

public sealed class FullServerFaultsTests
{
    [Fact]
    public void ServerThatFellSilentWithAllItsConnectionsTaken_HasNoFault_AndTheOneThatDidNotHas()
    {
        using RecordedOutage outage = new("pool-exhaustion");
        foreach ((string server, double open) in new[] { ("b", 40.0), ("d", 3.0) })
        {
            outage.Server(server, Signal.Good, 20, 50, 0, 60);
            outage.Server(server, Signal.FailedFirstByte, 20, 50, 8, 0);
            outage.Server(server, Signal.FirstByteMedian, 20, 50, double.NaN, 0.06);
            outage.Server(server, Signal.Connections, 20, 50, open, 10);
        }

        outage.Server("b", Signal.FailedConnectTimeout, 20, 22, 8, 0);
        outage.Plan().Faults.ShouldHaveSingleItem().Server.Name.ShouldBe("d");
    }

    [Fact]
    public void WithoutABound_EveryFaultStays()
    {
        using RecordedOutage outage = new("sick-server");
        ReplayFault[] faults = [new ReplayFault(new ReplayServer("b", "b", 100), ReplayFaultKind.Silent, RecordedOutage.Start, null, 0)];
        FullServerFaults.Without(faults, ReplaySeries.Of(outage.Bench.Series), "shop", 0).ShouldBe(faults);
    }
}
