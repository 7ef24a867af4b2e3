using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload.Admission;

public sealed class PoolControlTests
{
    private const long Tick = 100_000_000;
    private readonly ServerChanges changes = new();

    [Fact]
    public void NewServers_StartAtTheStartingLimit()
    {
        PoolControl control = Create(out ServerState[] servers);
        servers.ShouldAllBe(server => server.Limit == LimitSettings.Default.Start);
        control.Threshold.AdmitsAll.ShouldBeTrue();
    }

    [Fact]
    public void Reload_KeepsWhatIsKnownAboutServersThatStay()
    {
        PoolControl control = Create(out ServerState[] servers);
        ServerControl first = control.Find(servers[0]).ShouldNotBeNull();
        ServerState joined = Server(9);
        control.Adopt([joined, servers[0]], now: 0);
        control.Find(servers[0]).ShouldBeSameAs(first);
        control.Find(servers[1]).ShouldBeNull();
        joined.Limit.ShouldBe(LimitSettings.Default.Start);
    }

    [Fact]
    public void OperatorsWord_HoldsUntilItIsTakenBack()
    {
        PoolControl control = Create(out ServerState[] servers);
        ServerControl server = control.Find(servers[0]).ShouldNotBeNull();
        server.Fixed = 7;
        control.Tick(Tick, default);
        servers[0].Limit.ShouldBe(7);
        server.State.Reason.ShouldBe(LimitReason.Fixed);
        server.Fixed = 0;
        control.Tick(2 * Tick, default);
        servers[0].Limit.ShouldBe(20);
    }

    [Fact]
    public void Cap_HoldsTheLimitDown()
    {
        PoolControl control = Create(out ServerState[] servers);
        servers[0].Cap = 3;
        control.Tick(Tick, default);
        servers[0].Limit.ShouldBe(3);
        control.Find(servers[0])!.State.Reason.ShouldBe(LimitReason.Capped);
        servers[0].Cap = ServerState.Unlimited;
        control.Tick(2 * Tick, default);
        servers[0].Limit.ShouldBe(20);
    }

    [Fact]
    public void Overflow_LowersTheThresholdUntilTheNextTick()
    {
        PoolControl control = Create(out _);
        control.Overflowed(200);
        control.Threshold.Key.ShouldBe(200);
        control.Tick(Tick, default);
        control.Threshold.AdmitsAll.ShouldBeTrue();
    }

    [Fact]
    public void MoreArrivesThanWasServed_IsShed()
    {
        PoolControl control = Create(out _);
        PoolSamples samples = control.SamplesOf(0);
        for (int tick = 1; tick <= 20; tick++)
        {
            for (int i = 0; i < 1000; i++)
            {
                samples.RecordArrival(AdmissionKey.Of(Holdfast.Configuration.RequestClass.Default, i % 128));
                samples.RecordClient(control.Asking.EpochOf(tick * Tick));
            }

            for (int i = 0; i < 100; i++)
            {
                samples.RecordCompletion(Holdfast.Configuration.RequestClass.Default, Tick / 10);
            }

            control.Tick(tick * Tick, QueueStates.Of(20, tick * Tick));
        }

        control.State.Capacity.ShouldBe(1000, 1);
        control.State.Shed.ShouldBe(0.895, 0.01);
        control.Threshold.AdmitsAll.ShouldBeFalse();
    }

    private PoolControl Create(out ServerState[] servers)
    {
        servers = [Server(1), Server(2)];
        return new PoolControl(LimitSettings.Default, workers: 2, servers, now: 0);
    }

    private ServerState Server(uint number) => new("shop", $"s{number}", NetworkAddress.FromIPv4(number, 80), 100, changes);
}
