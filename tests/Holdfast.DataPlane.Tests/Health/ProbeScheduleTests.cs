using Holdfast.Configuration;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Health;

public sealed class ProbeScheduleTests
{
    private const long Second = 1_000_000_000;
    private const ulong Seed = 81;

    private static readonly HealthConfig EverySecond = new() { Interval = TimeSpan.FromSeconds(1) };
    private static readonly HealthConfig EveryFiveSeconds = new() { Interval = TimeSpan.FromSeconds(5) };

    [Fact]
    public void IdleServers_AreProbedAtMostEveryFiveSecondsWhateverTheInterval()
    {
        var prober = new SimulatedProber(PoolFixture.EqualServers(4), EverySecond, Seed);
        prober.Run(3_600);
        foreach (List<long> starts in prober.Starts.Values)
        {
            starts.Count.ShouldBeInRange(650, 721, $"an hour at 0.2 a second, seed {Seed}");
            Gaps(starts).Min().ShouldBeGreaterThanOrEqualTo(5 * Second);
        }
    }

    [Fact]
    public void BusyServers_AreProbedAtTheIntervalPlusOrMinusTenPercent()
    {
        var prober = new SimulatedProber(PoolFixture.EqualServers(2), EverySecond, Seed) { RequestsPerSecond = 500 };
        prober.Run(3_600);
        foreach (List<long> starts in prober.Starts.Values)
        {
            long[] gaps = [.. Gaps(starts).Skip(2)];
            gaps.Min().ShouldBeInRange((long)(0.9 * Second), (long)(0.92 * Second));
            gaps.Max().ShouldBeInRange((long)(1.08 * Second), (long)(1.13 * Second), "plus the gateway's spacing and a tick");
            gaps.Average().ShouldBe(Second, 0.02 * Second);
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(30)]
    [InlineData(60)]
    public void ModestTraffic_NeverGetsMoreThanOnePercentOfProbes(double requestsPerSecond)
    {
        var prober = new SimulatedProber(PoolFixture.EqualServers(2), EverySecond, Seed) { RequestsPerSecond = requestsPerSecond };
        prober.Run(7_200);
        foreach (List<long> starts in prober.Starts.Values)
        {
            double bound = Math.Max(0.01 * requestsPerSecond, 0.2) * 7_200;
            ((double)starts.Count).ShouldBeInRange(0.85 * bound, bound + 2);
        }
    }

    [Fact]
    public void DeadServer_IsProbedTwiceASecondForAMinute()
    {
        var prober = new SimulatedProber(PoolFixture.EqualServers(2), EveryFiveSeconds, Seed);
        prober.Run(60);
        prober.Dead.Add(prober.Servers[0]);
        prober.Run(60);
        List<long> afterDeath = [.. prober.Starts[prober.Servers[0]].Where(start => start > 60 * Second)];
        long[] gaps = Gaps(afterDeath);
        gaps.Min().ShouldBeGreaterThanOrEqualTo(Second / 2);
        gaps[4..].Max().ShouldBeLessThan((long)(0.6 * Second), "from its third failed probe on");
        prober.Servers[0].Available.ShouldBeFalse();
        prober.Dead.Clear();
        prober.Run(2);
        prober.Servers[0].Available.ShouldBeTrue();
    }

    [Fact]
    public void EjectedServer_IsProbedAtOnceAndBackWithinTwoSeconds()
    {
        var prober = new SimulatedProber(PoolFixture.EqualServers(2), EveryFiveSeconds, Seed);
        prober.Run(60);
        long ejected = prober.Now;
        int before = prober.Starts[prober.Servers[0]].Count;
        prober.Pool.ConnectFailed(prober.Servers[0], ejected).ShouldBeTrue();
        prober.Run(2);
        prober.Servers[0].Available.ShouldBeTrue($"its probes were good for longer than its ejection, seed {Seed}");
        (prober.Starts[prober.Servers[0]][before] - ejected).ShouldBeLessThan((long)(0.15 * Second));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2000)]
    public void ConnectsTimeOutAgainAndAgain_IsProbedTwiceASecondAtMost(double requestsPerSecond)
    {
        var prober = new SimulatedProber(PoolFixture.EqualServers(2), EveryFiveSeconds, Seed) { RequestsPerSecond = requestsPerSecond };
        prober.Run(60);
        int before = prober.Starts[prober.Servers[0]].Count;
        prober.OnTurn = () => prober.Pool.ConnectTimedOut(prober.Servers[0]);
        prober.Run(20);
        prober.Starts[prober.Servers[0]].Skip(before).Count().ShouldBeInRange(35, 41);
        prober.Servers[0].Available.ShouldBeTrue("they were all good");
    }

    [Fact]
    public void ConnectsTimeOutAtOneThatIsProbedMoreOftenThanThat_NoProbeComesLater()
    {
        var prober = new SimulatedProber(PoolFixture.EqualServers(2), new HealthConfig { Interval = TimeSpan.FromMilliseconds(100) }, Seed) { RequestsPerSecond = 2000 };
        prober.Run(60);
        int before = prober.Starts[prober.Servers[0]].Count;
        prober.OnTurn = () => prober.Pool.ConnectTimedOut(prober.Servers[0]);
        prober.Run(20);
        prober.Starts[prober.Servers[0]].Skip(before).Count().ShouldBeGreaterThan(150);
    }

    [Theory]
    [InlineData(2, true, 0.13)]
    [InlineData(8, true, 0.2)]
    [InlineData(8, false, 0.2)]
    public void AllRefuse_TheLastOneIsAskedRightAfterThoseThatAreOut(int count, bool hasJustBeenAsked, double seconds)
    {
        var prober = new SimulatedProber(PoolFixture.EqualServers(count), EveryFiveSeconds, Seed);
        prober.Run(60);
        List<long> starts = prober.Starts[prober.Servers[0]];
        int before = starts.Count;
        long died = 0;
        prober.OnTurn = () =>
        {
            if (died == 0 && starts.Count > before && (hasJustBeenAsked || prober.Now > starts[^1] + Second))
            {
                died = prober.Now;
                before = starts.Count;
                prober.Dead.UnionWith(prober.Servers);
                foreach (ServerState server in prober.Servers.Reverse())
                {
                    prober.Pool.ConnectFailed(server, died).ShouldBe(server != prober.Servers[0]);
                }
            }
        };
        prober.Run(10);

        (starts[before] - died).ShouldBeLessThan((long)(seconds * Second));
        prober.Servers.ShouldAllBe(server => !server.Available);
    }

    [Fact]
    public void TheLastServerRefusesNowAndThen_IsProbedTenTimesASecondAtMost()
    {
        var prober = new SimulatedProber(PoolFixture.EqualServers(1), EveryFiveSeconds, Seed);
        prober.Run(60);
        int before = prober.Starts[prober.Servers[0]].Count;
        prober.OnTurn = () => prober.Pool.ConnectFailed(prober.Servers[0], prober.Now);
        prober.Run(20);
        prober.Starts[prober.Servers[0]].Skip(before).Count().ShouldBeInRange(180, 201);
        prober.Servers[0].Available.ShouldBeTrue("they were all good");
    }

    [Fact]
    public void ProbeEndsUnproven_ComesAgainSoonWithoutAVerdict()
    {
        VirtualClock clock = new();
        clock.Advance(TimeSpan.FromHours(1));
        ProbeSchedule schedule = new(new ProbeBudget(), new SeededRandom(Seed));
        PoolHealth pool = new(PoolFixture.EqualServers(1), EveryFiveSeconds, null, clock.NowNanoseconds);
        schedule.Adopt([pool], clock.NowNanoseconds);
        for (int i = 0; i < 10; i++)
        {
            schedule.TryTake(clock.NowNanoseconds, out ScheduledProbe? probe).ShouldBeTrue();
            schedule.EndedUnproven(probe!, clock.NowNanoseconds);
            schedule.TryTake(clock.NowNanoseconds, out _).ShouldBeFalse("not in the same moment");
            clock.Advance(TimeSpan.FromMilliseconds(250));
        }

        pool.Servers[0].Server.Available.ShouldBeTrue();
    }

    [Fact]
    public void PoolWithoutProbes_TriesEjectedServersTwiceASecondAndLessOftenAfterAMinute()
    {
        var prober = new SimulatedProber(PoolFixture.EqualServers(2), null, Seed);
        prober.Run(600);
        prober.Starts.Values.ShouldAllBe(starts => starts.Count == 0, "nothing to find out");
        prober.Dead.Add(prober.Servers[0]);
        prober.Pool.ConnectFailed(prober.Servers[0], prober.Now);
        prober.Run(300);
        long[] gaps = Gaps(prober.Starts[prober.Servers[0]]);
        gaps[..100].Max().ShouldBeLessThan((long)(0.6 * Second));
        gaps[^20..].Min().ShouldBeGreaterThanOrEqualTo(2 * Second);
        gaps.Max().ShouldBeLessThan((long)(2.3 * Second));

        prober.Dead.Clear();
        prober.Run(3);
        prober.Servers[0].Available.ShouldBeTrue();
        prober.Starts[prober.Servers[1]].ShouldBeEmpty();
    }

    [Fact]
    public void ManyServers_StayBelowTheGatewaysTotalAndAllGetTheirTurn()
    {
        var prober = new SimulatedProber(PoolFixture.EqualServers(1_000), EveryFiveSeconds, Seed);
        prober.Dead.UnionWith(prober.Servers[..100]);
        prober.Run(600);
        long[] all = [.. prober.Starts.Values.SelectMany(starts => starts).Order()];
        for (int i = 50; i < all.Length; i++)
        {
            (all[i] - all[i - 50]).ShouldBeGreaterThanOrEqualTo(Second, "at most 50 in any second");
        }

        all.Length.ShouldBeGreaterThan(600 * 45, "the budget is used");
        prober.Starts.Values.Min(starts => starts.Count).ShouldBeGreaterThan(20, "600 s x 50 / 1,000 servers = 30 on average");
    }

    [Fact]
    public void SlowProbes_OneAtATimePerServer()
    {
        var prober = new SimulatedProber(PoolFixture.EqualServers(3), EverySecond, Seed) { ProbeTime = 12 * Second };
        prober.Run(600);
        prober.MostRunningPerServer.ShouldBe(1);
        prober.Starts.Values.ShouldAllBe(starts => Gaps(starts).Min() >= 12 * Second);
    }

    [Fact]
    public void Reload_KeepsTheTimesOfServersThatStayAndForgetsTheOthers()
    {
        var prober = new SimulatedProber(PoolFixture.EqualServers(3), EveryFiveSeconds, Seed);
        prober.Run(63);
        prober.Reload(prober.Servers[..2], EveryFiveSeconds);
        prober.Run(60);
        Gaps(prober.Starts[prober.Servers[0]]).Min().ShouldBeGreaterThanOrEqualTo(5 * Second);
        prober.Starts[prober.Servers[0]].Count.ShouldBeInRange(22, 26);
        prober.Starts[prober.Servers[2]][^1].ShouldBeLessThanOrEqualTo(63 * Second);
    }

    [Fact]
    public void NewServers_AreProbedAtOnce()
    {
        var prober = new SimulatedProber(PoolFixture.EqualServers(20), EveryFiveSeconds, Seed);
        prober.Run(1);
        prober.Starts.Values.ShouldAllBe(starts => starts.Count == 1);
    }

    [Fact]
    public void EqualSeeds_ProbeAtEqualTimes()
    {
        long[] Times()
        {
            var prober = new SimulatedProber(PoolFixture.EqualServers(5), EverySecond, Seed) { RequestsPerSecond = 70 };
            prober.Run(100);
            return [.. prober.Starts.Values.SelectMany(starts => starts)];
        }

        Times().ShouldBe(Times());
    }

    private static long[] Gaps(List<long> times) => [.. times.Skip(1).Zip(times, (later, earlier) => later - earlier)];
}
