using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Health;

/// <summary>Servers that take what they are sent and say nothing for a while, and go on: how much they are given then.</summary>
public sealed class StandstillTests
{
    private const int Count = 8;
    private const int Usual = 20;

    // To what limits fall where all that a server was sent is waited for in vain.
    private const int InVain = 2;

    private readonly PoolTraffic traffic = new(Count, new HealthConfig { Path = "/healthz", Fall = 2, Rise = 2 });
    private readonly HashSet<int> still = [];

    public StandstillTests()
    {
        SetLimits(Usual);
        traffic.BeforeLook = () =>
        {
            for (int server = 0; server < Count; server++)
            {
                traffic.Answer(server, still.Contains(server) ? 0 : 2);
            }
        };
        for (int server = 0; server < Count; server++)
        {
            Probe(server, good: true);
        }

        traffic.Pass(3);
    }

    [Fact]
    public void MostStoodStillForAMoment_HaveAllOfItAtTheFirstGoodProbe()
    {
        StandStill(Count, seconds: 2, takenOut: 5);
        SetLimits(InVain);
        GoOn(takenOut: 5);
        traffic.Servers.ShouldAllBe(server => server.Available);
        traffic.Servers.ShouldAllBe(server => server.Limit == InVain, "the limit says what is safe, and nothing else holds it down");
        SetLimits(Usual / 2);
        traffic.Servers.ShouldAllBe(server => server.Limit == Usual / 2);
    }

    [Fact]
    public void MostStoodStillForLong_AreBackWithinTwoAndAHalfSeconds()
    {
        StandStill(Count, seconds: 15, takenOut: 5);
        GoOn(takenOut: 5);
        traffic.Servers.Take(5).ShouldAllBe(server => server.Limit == Usual / 10, "it may be cold");
        traffic.Pass(2.1);
        traffic.Servers.ShouldAllBe(server => server.Limit == Usual);
    }

    [Fact]
    public void MostTurnedConnectionsAway_ComeBackStepByStep()
    {
        StandStill(Count, seconds: 2, takenOut: 5);
        foreach (ServerHealth health in traffic.Pool.Servers.Take(5))
        {
            health.NoteTurnedAway();
        }

        traffic.Pass(6);
        GoOn(takenOut: 5);
        traffic.Servers.Take(5).ShouldAllBe(server => !server.IsHealthy, "one good answer of a process that has just begun says little");
        Enumerable.Range(0, 5).ToList().ForEach(server => Probe(server, good: true));
        traffic.Pass(2.1);
        traffic.Servers.Take(5).ShouldAllBe(server => server.Limit < Usual / 2, "they may be other processes");
    }

    [Fact]
    public void OneStoodStillForAMoment_IsBackWithinTwoAndAHalfSeconds()
    {
        StandStill(1, seconds: 3, takenOut: 1);
        GoOn(takenOut: 1);
        traffic.Servers[0].IsHealthy.ShouldBeFalse("the others show that it is its own affair");
        Probe(0, good: true);
        traffic.Pass(0.05);
        traffic.Servers[0].Limit.ShouldBe(Usual / 10);
        traffic.Pass(2.1);
        traffic.Servers[0].Limit.ShouldBe(Usual);
    }

    [Fact]
    public void LimitFellWhileItStoodStill_ItIsGivenAShareOfWhatItHad()
    {
        StandStill(1, seconds: 12, takenOut: 1);
        traffic.Servers[0].OwnLimit = InVain;
        GoOn(takenOut: 1);
        Probe(0, good: true);
        traffic.Pass(0.05);
        traffic.Servers[0].Limit.ShouldBe(InVain);
        traffic.Servers[0].OwnLimit = Usual;
        traffic.Pass(5);
        traffic.Servers[0].Limit.ShouldBeInRange(Usual / 2, Usual - 1);
    }

    private void StandStill(int servers, double seconds, int takenOut)
    {
        for (int server = 0; server < servers; server++)
        {
            still.Add(server);
            traffic.Of(server).BeginWait();
            traffic.Of(server).BeginWait();
        }

        traffic.Pass(1.5);
        for (int server = 0; server < takenOut; server++)
        {
            Probe(server, good: false);
            Probe(server, good: false);
        }

        traffic.Servers.Take(takenOut).ShouldAllBe(server => !server.IsHealthy);
        traffic.Pass(seconds - 1.5);
    }

    /// <summary>All are quick again, and those that were taken out are probed once.</summary>
    private void GoOn(int takenOut)
    {
        foreach (int server in still)
        {
            traffic.Of(server).EndWait();
            traffic.Of(server).EndWait();
        }

        still.Clear();
        for (int server = 0; server < takenOut; server++)
        {
            Probe(server, good: true);
        }

        traffic.Pass(0.05);
    }

    private void SetLimits(int limit) => Array.ForEach(traffic.Servers, server => server.OwnLimit = limit);

    private void Probe(int server, bool good) => traffic.Pool.ProbeEnded(traffic.Pool.Servers[server], good, traffic.Now);
}
