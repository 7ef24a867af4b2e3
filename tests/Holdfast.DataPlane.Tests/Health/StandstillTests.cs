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
        ProbeAll(Count, good: true);
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
    public void MostGoOnBeforeAnybodyHasLookedSinceTheyWentOut_HaveAllOfItAsWell()
    {
        StandStill(Count, seconds: 1.5, takenOut: 5);
        GoOn(takenOut: 5);
        traffic.Servers.ShouldAllBe(server => server.IsHealthy && server.Limit == Usual);
    }

    [Fact]
    public void WhatFailedInTheStandstillIsHeardAfterIt_NobodyGoesOutForIt()
    {
        StandStill(Count, seconds: 2, takenOut: 0);
        for (int failed = 0; failed < 6; failed++)
        {
            traffic.Of(7).NoteFailure();
        }

        GoOn(takenOut: 0, except: 7);
        traffic.Pass(1);
        traffic.Servers.ShouldAllBe(server => server.IsHealthy);
        traffic.Pass(5);
        traffic.Of(7).NoteFailure();
        traffic.Pass(0.1);
        traffic.Pool.Servers[7].Reason.ShouldBe(EjectionReason.ErrorsInARow, "it has not answered since");
    }

    [Fact]
    public void MostStoodStillForLong_ComeBackStepByStep()
    {
        StandStill(Count, seconds: 15, takenOut: 5);
        GoOn(takenOut: 5);
        traffic.Servers.Take(5).ShouldAllBe(server => !server.IsHealthy, "one good answer says little after so long");
        ProbeAll(5, good: true);
        traffic.Pass(0.05);
        traffic.Servers.Take(5).ShouldAllBe(server => server.Limit == Usual / 10, "it may be cold");
        traffic.Pass(9.5);
        traffic.Servers.ShouldAllBe(server => server.Limit == Usual);
    }

    [Fact]
    public void MostRefusedProbesBeforeTheyWentOut_ComeBackStepByStep()
    {
        StandStill(Count, seconds: 2, takenOut: 5, gotNothing: false);
        GoOn(takenOut: 5);
        traffic.Servers.Take(5).ShouldAllBe(server => !server.IsHealthy, "one good answer of a process that has just begun says little");
        ProbeAll(5, good: true);
        traffic.Pass(2.1);
        traffic.Servers.Take(5).ShouldAllBe(server => server.Limit < Usual / 2, "they may be other processes");
    }

    [Fact]
    public void MostAnswerProbesWithErrors_NobodyStoodStill()
    {
        for (int look = 0; look < 10; look++)
        {
            ProbeAll(5, good: false, gotNothing: false);
            traffic.Pass(1);
        }

        Probe(7, good: false);
        Probe(7, good: false);
        traffic.Pass(1);
        Probe(7, good: true);
        traffic.Servers[7].IsHealthy.ShouldBeFalse("it alone said nothing, so it has to answer as often as always");
    }

    [Fact]
    public void AnotherWasPutOutForErrorsBefore_ItServesItsTime()
    {
        traffic.Pool.TryEject(traffic.Pool.Servers[7], EjectionReason.ErrorRate, traffic.Now).ShouldBeTrue();
        StandStill(7, seconds: 0.9, takenOut: 5, silentFor: 0.8);
        traffic.Pool.Servers[7].IsEjected.ShouldBeTrue();
        GoOn(takenOut: 5);
        Probe(7, good: true);
        traffic.Servers[7].IsHealthy.ShouldBeFalse("its second is not over, and it has not stood still");
        traffic.Servers.Take(5).ShouldAllBe(server => server.IsHealthy);
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

    private void StandStill(int servers, double seconds, int takenOut, bool gotNothing = true, double silentFor = 1.5)
    {
        for (int server = 0; server < servers; server++)
        {
            still.Add(server);
            traffic.Of(server).BeginWait();
            traffic.Of(server).BeginWait();
        }

        traffic.Pass(silentFor);
        ProbeAll(takenOut, good: false, gotNothing);
        ProbeAll(takenOut, good: false, gotNothing);
        traffic.Servers.Take(takenOut).ShouldAllBe(server => !server.IsHealthy);
        traffic.Pass(seconds - silentFor);
    }

    /// <summary>All are quick again, and those that were taken out are probed once.</summary>
    /// <param name="except">One that answers nothing yet.</param>
    private void GoOn(int takenOut, int except = -1)
    {
        foreach (int server in still)
        {
            traffic.Of(server).EndWait();
            traffic.Of(server).EndWait();
        }

        still.RemoveWhere(server => server != except);
        ProbeAll(takenOut, good: true);
        traffic.Pass(0.05);
    }

    private void SetLimits(int limit) => Array.ForEach(traffic.Servers, server => server.OwnLimit = limit);

    private void ProbeAll(int servers, bool good, bool gotNothing = true)
    {
        for (int server = 0; server < servers; server++)
        {
            Probe(server, good, gotNothing);
        }
    }

    private void Probe(int server, bool good, bool gotNothing = true)
    {
        ServerHealth health = traffic.Pool.Servers[server];
        if (!good)
        {
            health.Stillness.NoteProbe(gotNothing);
        }

        traffic.Pool.ProbeEnded(health, good, traffic.Now);
    }
}
