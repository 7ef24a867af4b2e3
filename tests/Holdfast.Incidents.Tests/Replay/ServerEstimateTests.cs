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
        outage.Server("a", Signal.FailedFirstByte, second => second < RecordedOutage.Start + 10 ? 0 : 200);
        ServerEstimate server = outage.Plan().Server;
        (server.Capacity, server.IsReached, server.ServiceSeconds).ShouldBe((100, true, 0.06));
        (double service, double beta) = server.Law(1);
        service.ShouldBe(0.06);
        (ServerEstimate.Peak(beta) / service).ShouldBe(100, 1);
    }

    [Theory]
    [InlineData(126, 0.06, 103)]
    [InlineData(75, 0.0643, 64)]
    [InlineData(156, 0.0643, 124)]
    public void WhatIsDoneWell_IsTheRateAtWhichAnAnswerTakesLittleLonger(double best, double service, double well)
    {
        ServerEstimate server = new(service, best, IsReached: true, 0);
        server.DoneWell(1).ShouldBe(well, 0.5);
        server.DoneWell(0.5).ShouldBeLessThan(well);
        double atOnce = server.DoneWell(1) * service * 1.3;
        double beta = server.Law(1).Beta;
        (1 + (ServerEstimate.Alpha * (atOnce - 1)) + (beta * atOnce * (atOnce - 1))).ShouldBe(1.3, 0.001);
    }

    [Fact]
    public void ServerThatWasNeverFull_CanDoMoreThanWasSeen()
    {
        using RecordedOutage outage = new();
        ServerEstimate server = outage.Plan().Server;
        (server.Capacity, server.IsReached).ShouldBe((90, false));
    }

    /// <summary>Half of what it did before was asked of it, and that was all that it could do: ten times as much at its own speed.</summary>
    [Fact]
    public void ServerThatBecameTenTimesSlower_SaysWhatItDoesAtItsOwnSpeed()
    {
        using RecordedOutage outage = new("sick-server");
        outage.Server("a", Signal.Good, 10, 50, 30, 60);
        outage.Server("a", Signal.FirstByteMedian, 10, 50, 0.6, 0.06);
        ReplayPlan plan = outage.Plan();
        plan.Faults.ShouldHaveSingleItem().Kind.ShouldBe(ReplayFaultKind.Slow);
        (plan.Server.Capacity, plan.Server.IsReached, plan.Server.IsFromSlow).ShouldBe((300, false, true));
    }

    [Fact]
    public void ServerThatStopped_WasNotFull()
    {
        using RecordedOutage outage = new("sick-server");
        outage.Server("a", Signal.Good, second => second < RecordedOutage.Start + 10 ? 60 : Math.Max(0, 40 - (10 * (second - RecordedOutage.Start - 10))));
        outage.Server("a", Signal.InFlight, second => second < RecordedOutage.Start + 10 ? 4 : 60);
        outage.Plan().Server.IsReached.ShouldBeFalse();
    }

    /// <summary>As recorded: one server of three is left, a gateway that protects it lets five in at a time and refuses a third.</summary>
    [Theory]
    [InlineData(Signal.ShedOverload, 30, 0.09, 66, true)]
    [InlineData(Signal.Queued, 3, 0.09, 66, true)]
    [InlineData(Signal.ShedFairShare, 30, 0.09, 99, false)]
    [InlineData(Signal.ShedOverload, 2, 0.09, 99, false)]
    [InlineData(Signal.ShedOverload, 30, 0.06, 99, false)]
    public void ServerThatIsSlowWhileOthersAreRefused_DoesAllThatItCan(Signal refused, double count, double firstByte, double capacity, bool isFromRefusals)
    {
        using RecordedOutage outage = new("sick-server");
        outage.Server("a", Signal.Good, 5, 50, 66, 60);
        outage.Server("a", Signal.FirstByteMedian, 5, 50, firstByte, 0.06);
        outage.Bench.Series.Set(Bench.Pool, refused, second => second >= RecordedOutage.Start + 5 && second < RecordedOutage.Start + 50 ? count : 0);
        ServerEstimate server = outage.Plan().Server;
        server.Capacity.ShouldBe(capacity, 0.01);
        (server.IsReached, server.IsFromRefusals).ShouldBe((isFromRefusals, isFromRefusals));
    }

    /// <summary>Four at once are all that it works on; thirty more stand in line, and it does as much as ever.</summary>
    [Theory]
    [InlineData(34, 66, true)]
    // With so few more the law says the same.
    [InlineData(6, 66, false)]
    // It fell off.
    [InlineData(34, 40, false)]
    public void ServerThatHoldsItsBestWithFarMoreInside_HasWorkersAndAQueue(double inside, double good, bool hasQueue)
    {
        using RecordedOutage outage = new("sick-server");
        outage.Server("a", Signal.Good, second => second < RecordedOutage.Start + 5 || second >= RecordedOutage.Start + 50 ? 60 : second < RecordedOutage.Start + 10 ? 66 : good);
        outage.Server("a", Signal.InFlight, second => second < RecordedOutage.Start + 5 || second >= RecordedOutage.Start + 50 ? 4 : second < RecordedOutage.Start + 10 ? 5 : inside);
        ReplayPlan plan = outage.Plan();
        (plan.Server.HeldWith > 0, plan.Server.Workers(1)).ShouldBe((hasQueue, hasQueue ? 4 : plan.Server.Workers(1)));
        string text = ScenarioText.Write(plan);
        if (hasQueue)
        {
            plan.Server.Capacity.ShouldBe(66, 0.01);
            plan.Capacity.ShouldBe(51);
            text.ShouldContain("# It still did with 34 requests inside: it has 4 at work and the others in a queue.");
            text.ShouldContain("options: &server { service: \"lognormal:60.6ms,cv=0.3\", workers: 4, queue: unlimited, backlog: 512 } }");
        }
        else
        {
            text.ShouldContain(", usl: \"0.01,");
        }
    }

    [Fact]
    public void ServerThatHeldItForAMoment_AndFellOff_HasNoQueue()
    {
        using RecordedOutage outage = new("sick-server");
        outage.Server("a", Signal.Good, second => second < RecordedOutage.Start + 5 ? 60 : second < RecordedOutage.Start + 15 ? 66 : 20);
        outage.Server("a", Signal.InFlight, second => second < RecordedOutage.Start + 5 ? 4 : second < RecordedOutage.Start + 15 ? 34 : 400);
        outage.Plan().Server.HeldWith.ShouldBe(0);
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

    [Fact]
    public void ConnectionsThatHangWhileTheyAreOpened_AreNoneThatServersTook()
    {
        using RecordedOutage outage = new("pool-exhaustion");
        // As recorded: 170 in the second in which new ones begin to hang, and 40 from then on.
        outage.Server("b", Signal.Connections, second => second < RecordedOutage.Start + 10 ? 9 + (second % 2) : second < RecordedOutage.Start + 12 ? 170 : 40);
        outage.Server("b", Signal.FailedConnectTimeout, 10, 12, 88, 0);
        outage.Plan().Server.ConnectionsMaximum.ShouldBe(40);
    }
}
