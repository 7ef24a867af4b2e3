using Holdfast.Networking;

namespace Holdfast.Drills;

/// <summary>How a whole origin dies, freezes and comes back, in virtual time.</summary>
public class OriginDeathTests
{
    private static readonly OriginBehaviour BackSoon = new() { DeathRestart = TimeSpan.FromSeconds(10) };

    [Fact]
    public void PoisonedRequest_KillsForGood()
    {
        using OriginStage stage = new(new OriginBehaviour { Poison = "/poison" });
        OriginPeer innocent = stage.Get("/");
        stage.RunFor(1);
        stage.Get("/poison?x");
        stage.RunFor(1);
        stage.Origin.CauseOfDeath.ShouldBe("poison");
        innocent.Ended.ShouldBe(IoStatus.Reset);
        (stage.Counts.Deaths, stage.Counts.LostRequests).ShouldBe((1, 1));
        OriginPeer late = stage.Get("/");
        stage.RunFor(1);
        late.Ended.ShouldBe(IoStatus.Refused);
    }

    [Fact]
    public void MemoryPastTheLimit_Kills_AndItComesBackAfterItsTime()
    {
        using OriginStage stage = new(BackSoon with { MemoryPerRequest = 1 << 20, MemoryLimit = 3 << 20 });
        OriginPeer[] three = [.. Enumerable.Range(0, 3).Select(_ => stage.Get("/"))];
        stage.RunFor(10);
        three.Select(peer => peer.Status).ShouldBe([200, 200, 200]);

        OriginPeer[] four = [.. Enumerable.Range(0, 4).Select(_ => stage.Get("/"))];
        stage.RunFor(10);
        four.Select(peer => peer.Ended).ShouldAllBe(ended => ended == IoStatus.Reset);
        stage.Origin.CauseOfDeath.ShouldBeNull();
        stage.Origin.Life.IsAlive.ShouldBeFalse();
        (stage.Counts.Deaths, stage.Counts.LostRequests, stage.Origin.InFlight, stage.Origin.Connections).ShouldBe((1, 4, 0, 0));

        stage.RunFor(10_000);
        OriginPeer later = stage.Get("/");
        stage.RunFor(10);
        later.Status.ShouldBe(200);
    }

    [Fact]
    public void ColdStart_BeginsAgainAfterADeath()
    {
        using OriginStage stage = new(new OriginBehaviour { Cold = new ColdStart(TimeSpan.FromSeconds(1), 10) });
        stage.RunFor(2000);
        stage.Origin.Life.Die(TimeSpan.FromSeconds(1));
        stage.RunFor(1001);
        double begun = stage.NowMilliseconds;
        OriginPeer peer = stage.Get("/");
        stage.RunFor(100);
        (peer.AtMilliseconds - begun).ShouldBe(50, 0.5);
    }

    [Fact]
    public void Freeze_IsSilentAndGoesOnWhereItStood()
    {
        using OriginStage stage = new();
        OriginPeer inService = stage.Get("/");
        stage.RunFor(2);
        stage.Origin.Life.Freeze(TimeSpan.FromSeconds(6));
        OriginPeer[] meanwhile = [.. Enumerable.Range(0, 3).Select(_ => stage.Get("/healthz"))];
        stage.RunFor(5990);
        inService.Answers.ShouldBe(0);
        meanwhile.ShouldAllBe(peer => peer.Connected && peer.Answers == 0);
        stage.RunFor(20);
        inService.AtMilliseconds.ShouldBe(6005, 0.2);
        meanwhile.ShouldAllBe(peer => peer.Status == 200);
    }

    [Fact]
    public void FreezeInTheMiddleOfAnAnswer_SendsTheRestAfterIt()
    {
        using OriginStage stage = new(new OriginBehaviour { BodyBytes = 10, Service = new ServiceTime(ServiceShape.Fixed, TimeSpan.Zero) });
        OriginPeer peer = stage.Get("/");
        stage.RunFor(1);
        stage.Origin.Life.Freeze(TimeSpan.FromSeconds(1));
        peer.Get("/second");
        stage.RunFor(500);
        peer.Answers.ShouldBe(1);
        stage.RunFor(600);
        peer.Answers.ShouldBe(2);
    }

    [Fact]
    public void DeathDuringAFreeze_EndsBoth()
    {
        using OriginStage stage = new();
        OriginPeer peer = stage.Get("/");
        stage.RunFor(1);
        stage.Origin.Life.Freeze(TimeSpan.FromSeconds(60));
        stage.Origin.Life.Die(TimeSpan.FromSeconds(1));
        stage.RunFor(1100);
        peer.Ended.ShouldBe(IoStatus.Reset);
        OriginPeer later = stage.Get("/");
        stage.RunFor(10);
        later.Status.ShouldBe(200);
    }

    [Fact]
    public void Revive_EndsAFreezeEarly()
    {
        using OriginStage stage = new();
        stage.Origin.Life.Freeze(TimeSpan.FromSeconds(60));
        stage.Origin.Life.Revive().ShouldBeTrue();
        OriginPeer peer = stage.Get("/");
        stage.RunFor(10);
        peer.Status.ShouldBe(200);
    }
}
