using Holdfast.Configuration;
using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload.Watching;

/// <summary>A pool of two servers, each of which answers 500 requests/s in 20 ms at its best.</summary>
public sealed class LearnedCapacityTests
{
    private const long Tick = 100_000_000;
    private const long Service = 20_000_000;
    private readonly ServerState[] servers;
    private readonly PoolControl control;
    private long now;
    private long waited;

    public LearnedCapacityTests()
    {
        ServerChanges changes = new();
        servers = [new("shop", "s1", NetworkAddress.FromIPv4(1, 80), 100, changes), new("shop", "s2", NetworkAddress.FromIPv4(2, 80), 100, changes)];
        control = new PoolControl(LimitSettings.Default, workers: 1, servers, now: 0);
        control.Find(servers[0])!.Fixed = control.Find(servers[1])!.Fixed = 10;
    }

    [Fact]
    public void TwoRequestsEver_TellNothing()
    {
        Serve(ticks: 1, each: 1, waits: false);
        Serve(ticks: 100, each: 0, waits: false);
        control.State.LearnedCapacity.ShouldBe(0);
    }

    [Fact]
    public void ServersThatWereNeverFull_TellNothing()
    {
        Serve(ticks: 100, each: 10, waits: false);
        control.State.LearnedCapacity.ShouldBe(0);
    }

    [Fact]
    public void WhileSomebodyWaits_ItIsWhatIsDone_AndThatIsRemembered()
    {
        Serve(ticks: 50, each: 50, waits: true);
        control.State.LearnedCapacity.ShouldBe(1000, 20);
        Serve(ticks: 100, each: 5, waits: false, serviceNanoseconds: Service / 2);
        control.State.LearnedCapacity.ShouldBe(1000, 20, "quick answers at low use are no promise");
    }

    [Fact]
    public void DrainedOrDead_ItsPartIsGone_AndComesBackWithIt()
    {
        Serve(ticks: 50, each: 50, waits: true);
        servers[1].Draining = true;
        Serve(ticks: 1, each: 5, waits: false);
        control.State.LearnedCapacity.ShouldBe(500, 10);
        servers[1].Draining = false;
        Serve(ticks: 1, each: 5, waits: false);
        control.State.LearnedCapacity.ShouldBe(1000, 20);
    }

    [Fact]
    public void TenTimesSlower_NeedsNobodyToWait()
    {
        Serve(ticks: 50, each: 50, waits: true);
        Serve(ticks: 150, each: 2, waits: false, serviceNanoseconds: 10 * Service);
        control.State.LearnedCapacity.ShouldBe(100, 20);
    }

    /// <summary>After a quiet night the estimate is what limits promise; a tenth of a second of waiting says nothing against it.</summary>
    [Fact]
    public void SomebodyWaitsForATenthOfASecond_TellsNothing()
    {
        Serve(ticks: 50, each: 50, waits: true);
        Serve(ticks: 3_000, each: 1, waits: false, serviceNanoseconds: Service / 4);
        Serve(ticks: 1, each: 20, waits: true, serviceNanoseconds: Service / 4);
        Serve(ticks: 1, each: 1, waits: false, serviceNanoseconds: Service / 4);
        control.State.LearnedCapacity.ShouldBe(1000, 30);
    }

    [Fact]
    public void ComesBackStepByStep_WhatItCanDoIsItsPart_AndIsNotLearnedAnew()
    {
        Serve(ticks: 50, each: 50, waits: true);
        servers[1].Cap = 2;
        Serve(ticks: 1, each: 5, waits: false);
        control.State.LearnedCapacity.ShouldBe(600, 20);
        Serve(ticks: 20, each: 30, waits: true);
        servers[1].Cap = ServerState.Unlimited;
        Serve(ticks: 1, each: 5, waits: false);
        control.State.LearnedCapacity.ShouldBeGreaterThan(900);
    }

    /// <summary>They were last full in a bad moment; now they answer more than they did then, and nobody waits.</summary>
    [Fact]
    public void MoreIsAnsweredThanWhenTheyWereLastFull_ItIsNoLessThanThat()
    {
        Serve(ticks: 50, each: 25, waits: true);
        control.State.LearnedCapacity.ShouldBe(500, 20);
        Serve(ticks: 20, each: 40, waits: false);
        control.State.LearnedCapacity.ShouldBeInRange(690, 801, "800/s for two seconds");
        Serve(ticks: 150, each: 40, waits: false);
        Serve(ticks: 100, each: 5, waits: false);
        control.State.LearnedCapacity.ShouldBe(800, 30, "what they have done they can do");
    }

    /// <summary>Requests of such routes are another queue's: what was measured of the others is not all that the servers do.</summary>
    [Fact]
    public void SomeAreOfARouteWithABulkhead_TheyAreCounted()
    {
        for (int tick = 0; tick < 50; tick++)
        {
            foreach (ServerControl server in control.Servers)
            {
                for (int request = 0; request < 25; request++)
                {
                    server.SamplesOf(0).RecordAnswer(Service, Service, Service, lowUse: false, late: false);
                }
            }

            Serve(ticks: 1, each: 25, waits: true);
        }

        control.State.LearnedCapacity.ShouldBe(1000, 30);
        Serve(ticks: 100, each: 1, waits: false);
        control.State.LearnedCapacity.ShouldBe(1000, 60);
    }

    /// <summary>At night few ask, and limits come down to what is asked for.</summary>
    [Fact]
    public void LimitsComeDownWithTheTraffic_WhatServersCanDoStays()
    {
        control.Find(servers[0])!.Fixed = control.Find(servers[1])!.Fixed = 0;
        Serve(ticks: 50, each: 50, waits: true);
        double busy = control.State.LearnedCapacity;
        control.Find(servers[0])!.Remember(4);
        control.Find(servers[1])!.Remember(4);
        Serve(ticks: 50, each: 1, waits: false);
        control.State.LearnedCapacity.ShouldBe(busy, 1);
    }

    [Fact]
    public void OneThatHasJoined_IsNotGuessed_UntilItWasFullToo()
    {
        Serve(ticks: 50, each: 50, waits: true);
        control.Adopt([servers[0], new ServerState("shop", "s3", NetworkAddress.FromIPv4(3, 80), 100, new ServerChanges())], now);
        Serve(ticks: 1, each: 0, waits: false);
        control.State.LearnedCapacity.ShouldBe(0);
    }

    private void Serve(int ticks, int each, bool waits, long serviceNanoseconds = Service)
    {
        for (int tick = 0; tick < ticks; tick++)
        {
            for (int request = 0; request < each; request++)
            {
                foreach (ServerControl server in control.Servers.Where(one => one.Server.Available))
                {
                    Answer(server, serviceNanoseconds);
                }
            }

            now += Tick;
            waited += waits ? Tick : 0;
            control.Tick(now, QueueStates.Of(waits ? 5 : 0, waited));
        }
    }

    private void Answer(ServerControl server, long serviceNanoseconds)
    {
        control.SamplesOf(0).RecordCompletion(RequestClass.Default, serviceNanoseconds);
        server.SamplesOf(0).RecordAnswer(serviceNanoseconds, Service, serviceNanoseconds, lowUse: false, late: false);
    }
}
