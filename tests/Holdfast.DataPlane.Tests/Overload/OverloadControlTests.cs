using System.Net;
using Holdfast.Configuration;
using Holdfast.DataPlane.Takeover;
using Holdfast.DataPlane.Tests.Takeover;
using Holdfast.Foundation;
using Holdfast.Telemetry;
using Holdfast.Telemetry.Series;

namespace Holdfast.DataPlane.Tests.Overload;

public sealed class OverloadControlTests
{
    [Theory]
    [InlineData(1000, 1000, 1100)]
    [InlineData(1000, 1030, 1100)]
    [InlineData(1000, 1060, 1160)]
    [InlineData(1000, 1099, 1199)]
    [InlineData(1000, 5000, 5100)]
    public void NextTick_IsNeverAMomentAfterThisOne(long dueMilliseconds, long nowMilliseconds, long nextMilliseconds) =>
        OverloadControl.NextDue(dueMilliseconds * 1_000_000, nowMilliseconds * 1_000_000).ShouldBe(nextMilliseconds * 1_000_000);

    /// <summary>A mistake in what looks at one pool ends neither the thread, which would end the process, nor the look at the others.</summary>
    [Fact]
    public void LookAtOnePoolFails_TheOthersAreLookedAtAndTheProcessLives()
    {
        StringWriter log = new();
        VirtualClock clock = new();
        using OverloadControl control = new(clock, new EventLog(log, clock));
        RoutingSnapshot snapshot = control.Adopt(() => new SnapshotCompiler(clock, workers: 1, seed: 1).Compile(
            new GatewayConfig
            {
                Listeners = [new ListenerConfig { Address = "127.0.0.1:0" }],
                Routes = [new RouteConfig { Pool = "broken" }, new RouteConfig { Pool = "good", Match = new MatchConfig { Path = "/good" } }],
                Pools = new Dictionary<string, PoolConfig>
                {
                    ["broken"] = new() { Servers = [new ServerConfig { Address = "127.0.0.1:1" }] },
                    ["good"] = new() { Servers = [new ServerConfig { Address = "127.0.0.1:2" }] },
                },
            },
            new Dictionary<string, IReadOnlyList<IPAddress>>()));
        snapshot.Pools.First(pool => pool.Name == "broken").Servers[0] = null!;
        ServerState good = snapshot.Pools.First(pool => pool.Name == "good").Servers[0];
        good.Traffic = TrafficWord.WithLimit(good.Traffic, 300);
        clock.Advance(TimeSpan.FromSeconds(1));

        control.Tick();
        control.LookAgain();

        good.Limit.ShouldBe(20, "its own loop has set it right");
        log.ToString().ShouldContain("pool broken could not be adapted");
        log.ToString().ShouldNotContain("pool good");
    }

    /// <summary>Nobody looks at it any more, so nobody else would say that it is over.</summary>
    [Theory]
    [InlineData("nothing", 0)]
    [InlineData("share", 1)]
    [InlineData("protection", 2)]
    [InlineData("pool", 2)]
    public void ReloadTakesAwayWhatWasSaidToRefuse_ItsEndIsSaid(string taken, int ends)
    {
        VirtualClock clock = new();
        SnapshotCompiler compiler = new(clock, workers: 1, seed: 1);
        using OverloadControl control = new(clock, new EventLog(new StringWriter(), clock));
        RoutingSnapshot snapshot = control.Adopt(() => Compile(compiler, ""));
        for (int tick = 0; tick < 40; tick++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(100));
            Refuse(snapshot.Pools[0].Gate.Control.SamplesOf(0));
            Refuse(snapshot.Pools[0].Gate.Bulkheads[0].Control.SamplesOf(0));
            control.Tick();
        }

        control.Notices.TakeAll().Where(notice => notice.Step?.After == ProtectionStep.Refuses).Select(notice => notice.Step!.Subject.ToString()).ShouldBe(["route:/reports", "pool:shop"]);
        control.Adopt(() => Compile(compiler, taken));
        IReadOnlyList<OverloadNotice> said = control.Notices.TakeAll();
        said.Select(notice => (notice.Step!.Before, notice.Step.After)).ShouldBe(Enumerable.Repeat((ProtectionStep.Refuses, ChangeLog.AdmitsAll), ends));
        said.Where(notice => notice.Step!.Subject.Kind == SubjectKind.Route).ShouldAllBe(notice => notice.Step!.Pool == "shop", "the route may be another pool's by now");
        control.Adopt(() => Compile(compiler, ""));
        control.Notices.TakeAll().ShouldBeEmpty("it was said once");
    }

    private static void Refuse(PoolSamples samples)
    {
        for (int request = 0; request < 30; request++)
        {
            samples.RecordArrival(200);
            samples.RecordShed(RequestClass.Default);
        }
    }

    private static RoutingSnapshot Compile(SnapshotCompiler compiler, string without)
    {
        string pool = without == "pool" ? "other" : "shop";
        return compiler.Compile(
            new GatewayConfig
            {
                Routes = [new RouteConfig { Pool = pool, Name = "/reports", MaximumShare = without == "share" ? null : 40 }],
                Pools = new Dictionary<string, PoolConfig>
                {
                    [pool] = new() { Servers = [new ServerConfig { Address = "127.0.0.1:1" }], Protection = without == "protection" ? ProtectionMode.Off : ProtectionMode.On },
                },
            },
            new Dictionary<string, IReadOnlyList<IPAddress>>());
    }

    /// <summary>Whoever changes the configuration waits for that lock, and must not wait for whoever reads the log.</summary>
    [Fact]
    public void LogThatStandsStill_HoldsNobodyUpWhoChangesTheConfiguration()
    {
        using SharedLimits old = SharedLimits.TryCreate()!;
        SharedLimits next = Sharing.TryJoin(old)!;
        next.TakeCharge();
        next.Dispose();
        WaitingWriter log = new();
        using OverloadControl control = new(new VirtualClock(), new EventLog(log, new VirtualClock()), old);
        log.Meanwhile = control.LookAgain;

        control.Tick();

        log.WasWritten.ShouldBeTrue();
        log.WasHeldUp.ShouldBeFalse();
    }

    /// <summary>Whatever is written waits until another thread has done something.</summary>
    private sealed class WaitingWriter : StringWriter
    {
        public Action Meanwhile { get; set; } = () => { };

        public bool WasWritten { get; private set; }

        public bool WasHeldUp { get; private set; }

        public override void Write(string? value) => Wait();

        public override void WriteLine(string? value) => Wait();

        public override void Flush() => Wait();

        private void Wait()
        {
            if (!WasWritten)
            {
                WasWritten = true;
                Thread other = new(() => Meanwhile());
                other.Start();
                WasHeldUp = !other.Join(TimeSpan.FromSeconds(5));
            }
        }
    }
}
