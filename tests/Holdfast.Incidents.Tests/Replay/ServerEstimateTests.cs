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
        (ScalabilityLaw.Peak(beta) / service).ShouldBe(100, 1);
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
        (1 + (ScalabilityLaw.Alpha * (atOnce - 1)) + (beta * atOnce * (atOnce - 1))).ShouldBe(1.3, 0.001);
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

    /// <summary>Servers that answer everything, later and later: what they can do is what they answer, and not what waits in them.</summary>
    [Theory]
    [InlineData(1, 0.025, 24, 60)]
    [InlineData(4, 0.1, 20, 60)]
    [InlineData(4, 0.1, 30, 100)]
    [InlineData(8, 0.12, 33, 150)]
    [InlineData(2, 0.2, 5, 14)]
    public void ServersWithDeepQueues_HaveTheCapacityThatTheyAnswer(int workers, double service, double calm, double surge)
    {
        using RecordedOutage outage = new("bad-deployment");
        foreach ((string server, int seed) in new[] { ("a", 1), ("b", 2), ("c", 3), ("d", 4) })
        {
            Queueing queue = new(workers, service, (ulong)seed, second => second is >= 0 and < 20 ? surge : calm);
            outage.Server(server, Signal.Good, second => queue.At(second).Good);
            outage.Server(server, Signal.InFlight, second => queue.At(second).Inside);
            outage.Server(server, Signal.FirstByteMedian, second => queue.At(second).FirstByte);
        }

        ServerEstimate learned = outage.Plan().Server;
        (learned.Capacity / (workers / service)).ShouldBeInRange(0.75, 1.25);
        learned.IsReached.ShouldBeTrue();
    }

    /// <summary>As recorded: a server that was forty times slower than usual with two hundred inside was taken for one that does 659 a second, and did 60.</summary>
    [Fact]
    public void ServerThatIsSlowForItsQueue_SaysNothingOfWhatItCouldDo()
    {
        using RecordedOutage outage = new("bad-deployment");
        outage.Server("a", Signal.Good, 10, 30, 20, 60);
        outage.Server("a", Signal.FirstByteMedian, second => (second - RecordedOutage.Start) is var at and >= 10 and < 30 ? 0.2 + (0.1 * (at - 10)) : 0.06);
        outage.Server("a", Signal.InFlight, second => (second - RecordedOutage.Start) is var at and >= 10 and < 30 ? 4 + (4 * (at - 10)) : 4);
        ReplayPlan plan = outage.Plan();
        plan.Faults.ShouldHaveSingleItem().Kind.ShouldBe(ReplayFaultKind.Slow);
        // Eighteen times slower than usual in the middle of it, and seven times at its beginning.
        plan.Server.Capacity.ShouldBe(133, 1);
    }

    /// <summary>
    /// As recorded: for six seconds twice as much comes, no request fails, more and more wait, and their users leave after five seconds. In the end one server answers a few of them, forty times later than usual.
    /// Its drill had servers of 659 a second, and nothing happened in it.
    /// </summary>
    [Fact]
    public void ServersInWhichMoreAndMoreWait_AreFull_ThoughNothingFails()
    {
        double[] good = [39, 60, 17, 26, 61, 20, 37, 52, 21, 55, 33, 27, 24, 14];
        double[] inside = [15, 54, 125, 148, 171, 191, 192, 191, 198, 203, 204, 206, 203, 204];
        double[] firstByte = [0.13, 0.23, 0.84, 1.9, 2.4, 2.9, 3.5, 3.5, 4.1, 4.8, 4.8, 4.8, 4.8, 4.8];
        using RecordedOutage outage = new("bad-deployment");
        foreach (string server in (string[])["a", "b", "c", "d"])
        {
            int last = server == "a" ? 17 : 5;
            outage.Server(server, Signal.Good, second => (second - RecordedOutage.Start) switch { < 0 => 33, < 14 and var at => good[at], < 40 => 0, < 48 => last, _ => 33 });
            outage.Server(server, Signal.InFlight, second => (second - RecordedOutage.Start) switch { < 0 => 4, < 14 and var at => inside[at], < 48 => 200, _ => 4 });
            outage.Server(server, Signal.FirstByteMedian, second => (second - RecordedOutage.Start) switch { < 0 => 0.12, < 14 and var at => firstByte[at], < 40 => double.NaN, < 48 => 4.8, _ => 0.12 });
        }

        ServerEstimate learned = outage.Plan().Server;
        (learned.Capacity, learned.IsReached, learned.IsFromSlow).ShouldBe((double.Clamp(learned.Capacity, 38, 46), true, false));
    }

    /// <summary>As recorded: four servers freeze, three are put out, and all that comes gathers in the last one, which answers nothing. It was taken for full with its usual sixty a second.</summary>
    [Fact]
    public void StoppedServerInWhichAllTrafficGathers_IsNotFull()
    {
        double[] inside = [62, 63, 81, 206, 240, 280];
        using RecordedOutage outage = new("bad-deployment");
        foreach (string server in (string[])["a", "b", "c", "d"])
        {
            outage.Server(server, Signal.Good, second => (second - RecordedOutage.Start) is >= 10 and < 30 ? 0 : 60);
            outage.Server(server, Signal.InFlight, second => (second - RecordedOutage.Start) is >= 10 and < 16 and var at ? server == "d" ? inside[at - 10] : 0 : 4);
        }

        ServerEstimate learned = outage.Plan().Server;
        learned.IsReached.ShouldBeFalse();
        learned.Capacity.ShouldBeGreaterThanOrEqualTo(90);
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

    /// <summary>So many workers and a queue without an end, request by request from forty seconds before the trouble on.</summary>
    private sealed class Queueing
    {
        private const int Before = 40;
        private const int Seconds = 240;

        private readonly (double Good, double Inside, double FirstByte)[] seconds = new (double, double, double)[Seconds];

        public Queueing(int workers, double service, ulong seed, Func<int, double> rate)
        {
            SeededRandom random = new(seed);
            double[] freeAt = new double[workers];
            List<(double Arrived, double Ended)> all = [];
            for (double now = 0; now < Seconds;)
            {
                now -= Math.Log(1 - random.NextDouble()) / rate((int)Math.Floor(now) - Before);
                int next = Array.IndexOf(freeAt, freeAt.Min());
                freeAt[next] = Math.Max(now, freeAt[next]) + (service * (0.5 + random.NextDouble()));
                all.Add((now, freeAt[next]));
            }

            for (int second = 0; second < Seconds; second++)
            {
                double[] times = [.. all.Where(one => (int)one.Ended == second).Select(one => one.Ended - one.Arrived).Order()];
                seconds[second] = (times.Length, all.Count(one => one.Arrived < second + 1 && one.Ended >= second + 1), times.Length == 0 ? double.NaN : times[times.Length / 2]);
            }
        }

        public (double Good, double Inside, double FirstByte) At(long second) => seconds[Math.Clamp(second - RecordedOutage.Start + Before, 0, Seconds - 1)];
    }
}
