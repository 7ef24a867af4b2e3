using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Health;

public sealed class PoolHealthTests
{
    private const long Second = 1_000_000_000;
    private static readonly HealthConfig Probes = new() { Path = "/healthz", Rise = 2, Fall = 3 };

    private readonly ServerState[] servers = PoolFixture.EqualServers(3);

    [Fact]
    public void FirstBadProbe_DecidesAlone()
    {
        PoolHealth pool = Create(Probes);
        pool.ProbeEnded(pool.Servers[0], good: false, Second);
        pool.Servers[0].Verdict.ShouldBe(HealthVerdict.ProbesFailed);
        servers[0].Available.ShouldBeFalse();
    }

    [Fact]
    public void FallAndRise_CountProbesInARow()
    {
        PoolHealth pool = Create(Probes);
        string verdicts = "";
        // After the first good one: three bad ones in a row take it out, two good ones in a row bring it back.
        foreach (char result in "gbbgbbbgbgg")
        {
            pool.ProbeEnded(pool.Servers[0], result == 'g', Second);
            verdicts += servers[0].Available ? 'u' : 'd';
        }

        verdicts.ShouldBe("uuuuuudddd" + "u");
    }

    [Fact]
    public void RefusedConnect_EjectsAtOnceUntilAProbeSucceeds()
    {
        PoolHealth pool = Create(Probes);
        pool.ConnectFailed(servers[0], Second).ShouldBeTrue();
        pool.Servers[0].Verdict.ShouldBe(HealthVerdict.Ejected);
        servers[0].Available.ShouldBeFalse();
        pool.ConnectFailed(servers[0], Second).ShouldBeFalse("it is out already");
        pool.ProbeEnded(pool.Servers[0], good: true, 2 * Second);
        servers[0].Available.ShouldBeTrue();
        pool.Servers[0].Verdict.ShouldBe(HealthVerdict.Healthy);
    }

    [Fact]
    public void EjectedServerWhoseProbesFailToo_NeedsTheFullRise()
    {
        PoolHealth pool = Create(Probes);
        pool.ProbeEnded(pool.Servers[0], good: true, Second);
        pool.ConnectFailed(servers[0], Second);
        for (int i = 0; i < 3; i++)
        {
            pool.ProbeEnded(pool.Servers[0], good: false, 2 * Second);
        }

        pool.Servers[0].Verdict.ShouldBe(HealthVerdict.ProbesFailed);
        pool.ProbeEnded(pool.Servers[0], good: true, 3 * Second);
        servers[0].Available.ShouldBeFalse();
        pool.ProbeEnded(pool.Servers[0], good: true, 4 * Second);
        servers[0].Available.ShouldBeTrue();
    }

    [Fact]
    public void LastAvailableServer_IsNeverEjectedByTrafficAlone()
    {
        PoolHealth pool = Create(Probes);
        servers[2].Weight = 0;
        pool.ConnectFailed(servers[0], Second).ShouldBeTrue();
        pool.ConnectFailed(servers[1], Second).ShouldBeFalse("only a server without weight would remain");
        servers[1].Available.ShouldBeTrue();
        servers[2].Weight = 100;
        pool.ConnectFailed(servers[1], Second).ShouldBeTrue();
    }

    [Fact]
    public void SingleServer_IsNeverEjected()
    {
        ServerState[] single = PoolFixture.EqualServers(1);
        var pool = new PoolHealth(single, null, null, 0);
        pool.ConnectFailed(single[0], Second).ShouldBeFalse();
        single[0].Available.ShouldBeTrue();
    }

    [Fact]
    public void ManyThreadsReportAllServersAtOnce_OneStays()
    {
        for (int round = 1; round <= 300; round++)
        {
            PoolHealth pool = Create(null);
            Parallel.For(0, 4, worker =>
            {
                for (int i = 0; i < 6; i++)
                {
                    pool.ConnectFailed(servers[(i + worker) % 3], round * 100 * Second);
                }
            });
            servers.Count(server => server.Available).ShouldBeGreaterThanOrEqualTo(1);
            Array.ForEach(servers, server => server.Available.ShouldBe(!pool.Servers[Array.IndexOf(servers, server)].IsEjected));
            foreach (ServerHealth health in pool.Servers)
            {
                pool.ProbeEnded(health, good: true, ((round * 100) + 50) * Second);
            }
        }
    }

    [Fact]
    public void ProbesTakeTheLastServer_EjectedOnesComeBack()
    {
        PoolHealth pool = Create(Probes);
        pool.ConnectFailed(servers[0], Second);
        pool.ProbeEnded(pool.Servers[1], good: false, Second);
        servers[0].Available.ShouldBeFalse();
        pool.ProbeEnded(pool.Servers[2], good: false, Second);
        servers[0].Available.ShouldBeTrue("a refusal is weaker evidence than none left");
        pool.ProbeEnded(pool.Servers[0], good: false, Second);
        servers.ShouldAllBe(server => !server.Available, "probes of all servers are strong evidence: no panic spray");
    }

    [Fact]
    public void DrainTakesTheLastServer_EjectedOnesComeBack()
    {
        PoolHealth pool = Create(null);
        pool.ConnectFailed(servers[0], Second);
        servers[1].Draining = servers[2].Draining = true;
        pool.KeepOneAvailable(Second);
        servers[0].Available.ShouldBeTrue();
    }

    [Fact]
    public void EjectedAgainAndAgain_StaysOutLongerEachTime()
    {
        PoolHealth pool = Create(null);
        ServerHealth health = pool.Servers[0];
        long now = 100 * Second;
        var lengths = new List<long>();
        for (int i = 0; i < 7; i++)
        {
            pool.ConnectFailed(servers[0], now).ShouldBeTrue();
            lengths.Add(health.Ejection.Length / Second);
            pool.ProbeEnded(health, good: true, now + health.Ejection.Length - 1);
            servers[0].Available.ShouldBeFalse("its time is not over");
            now += health.Ejection.Length;
            pool.ProbeEnded(health, good: true, now);
            servers[0].Available.ShouldBeTrue();
            now += Second;
        }

        lengths.ShouldBe([1, 2, 4, 8, 16, 30, 30]);
        pool.ConnectFailed(servers[0], now + (40 * Second));
        health.Ejection.Length.ShouldBe(Second, "it served for longer than 30 s: its past is forgotten");
    }

    [Fact]
    public void LastServerRefusesAndItsProbeFails_AllAreOut()
    {
        PoolHealth pool = Create(null);
        foreach (ServerHealth health in pool.Servers)
        {
            pool.ConnectFailed(health.Server, Second);
        }

        servers.Count(server => server.Available).ShouldBe(1);
        foreach (ServerHealth health in pool.Servers)
        {
            health.WantsProbe.ShouldBeTrue("a probe decides at once");
            pool.ProbeEnded(health, good: false, Second);
        }

        servers.ShouldAllBe(server => !server.Available, "all are dead: requests are refused at once instead of being tried at each");
        pool.Servers.ShouldAllBe(health => health.Reason == EjectionReason.ConnectFailed);
        pool.ProbeEnded(pool.Servers[1], good: true, Second + 1);
        servers[1].Available.ShouldBeTrue("nobody else is there: no ejection has to be served in full");
    }

    [Fact]
    public void LastServerRefusedOnceAndItsProbeSucceeds_Stays()
    {
        ServerState[] single = PoolFixture.EqualServers(1);
        var pool = new PoolHealth(single, null, null, 0);
        pool.ConnectFailed(single[0], Second);
        pool.Servers[0].WantsProbe.ShouldBeTrue();
        pool.ProbeEnded(pool.Servers[0], good: true, Second);
        pool.Servers[0].WantsProbe.ShouldBeFalse();
        pool.ProbeEnded(pool.Servers[0], good: false, 2 * Second);
        single[0].Available.ShouldBeTrue("that probe was not asked for");
    }

    [Fact]
    public void ConnectTimesOut_AProbeDecides()
    {
        PoolHealth pool = Create(null);
        pool.ConnectTimedOut(servers[0]);
        servers[0].Available.ShouldBeTrue("a packet may be lost");
        pool.Servers[0].WantsProbe.ShouldBeTrue();
        pool.ProbeEnded(pool.Servers[0], good: true, Second);
        pool.Servers[0].WantsProbe.ShouldBeFalse();

        pool.ConnectTimedOut(servers[0]);
        pool.ProbeEnded(pool.Servers[0], good: false, 2 * Second).ShouldBeTrue();
        pool.Servers[0].Reason.ShouldBe(EjectionReason.ConnectFailed);
    }

    [Fact]
    public void LastServerIsSuspectedAndAcceptsNothing_TheFailedProbePutsItOut()
    {
        PoolHealth pool = Create(null);
        pool.ConnectFailed(servers[0], Second);
        pool.ConnectFailed(servers[1], Second);
        pool.ProbeEnded(pool.Servers[0], good: false, Second);
        pool.ProbeEnded(pool.Servers[1], good: false, Second);
        pool.Servers[2].Suspect(Second);
        pool.ProbeEnded(pool.Servers[2], good: false, 2 * Second).ShouldBeFalse("it may only pause");
        pool.ConnectTimedOut(servers[2]);
        pool.ProbeEnded(pool.Servers[2], good: false, 3 * Second).ShouldBeTrue();
        servers[2].Available.ShouldBeFalse();
    }

    [Fact]
    public void Reload_KeepsEvidenceOfServersThatStay()
    {
        PoolHealth old = Create(Probes);
        old.ProbeEnded(old.Servers[0], good: true, Second);
        old.ProbeEnded(old.Servers[0], good: false, Second);
        old.ProbeEnded(old.Servers[0], good: false, Second);
        var next = new PoolHealth([servers[0], servers[1]], Probes, old, 2 * Second);
        next.ProbeEnded(next.Servers[0], good: false, 2 * Second);
        servers[0].Available.ShouldBeFalse("third bad probe in a row, over the reload");
    }

    [Fact]
    public void ReloadWithoutProbes_ForgetsTheirVerdict()
    {
        PoolHealth old = Create(Probes);
        old.ProbeEnded(old.Servers[0], good: false, Second);
        _ = new PoolHealth(servers, null, old, 2 * Second);
        servers[0].Available.ShouldBeTrue();
    }

    [Fact]
    public void ReloadThatLeavesOnlyAnEjectedServer_BringsItBack()
    {
        PoolHealth old = Create(Probes);
        old.ConnectFailed(servers[0], Second);
        _ = new PoolHealth([servers[0]], Probes, old, 2 * Second);
        servers[0].Available.ShouldBeTrue();
    }

    [Fact]
    public void ServerOfAnotherPool_IsNotEjected()
    {
        PoolHealth pool = Create(null);
        ServerState stranger = PoolFixture.EqualServers(1)[0];
        pool.ConnectFailed(stranger, Second).ShouldBeFalse();
        stranger.Available.ShouldBeTrue();
    }

    private PoolHealth Create(HealthConfig? config) => new(servers, config, null, 0);
}
