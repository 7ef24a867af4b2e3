namespace Holdfast.DataPlane.Tests.Health;

/// <summary>Protection is switched off, and perhaps on again, while servers are on their way back or suspected: none of that stays.</summary>
public sealed class PoolHealthUnprotectedTests
{
    private const long Second = 1_000_000_000;

    private readonly ServerState[] servers = PoolFixture.EqualServers(3);
    private readonly PoolHealth before;
    private long now = 1_000 * Second;

    public PoolHealthUnprotectedTests()
    {
        Array.ForEach(servers, server => server.OwnLimit = 100);
        before = new PoolHealth(servers, null, null, now);
        Look(before, 3);
    }

    [Fact]
    public void SwitchedOffDuringAReturn_ItIsRestoredAndStaysSo()
    {
        SendOutAndBack();
        PoolHealth plain = Reload(before, isProtected: false);
        Look(plain, 1);
        servers[0].Limit.ShouldBe(100);
        plain.Servers[0].Ramp.Share.ShouldBe(1, "the status says so, too");

        PoolHealth again = Reload(plain, isProtected: true);
        Look(again, 1);
        servers[0].Limit.ShouldBe(100, "it has been well all the while");
    }

    [Fact]
    public void SwitchedOffWhileItIsOut_ItComesBackWholeAndStaysSo()
    {
        before.ConnectFailed(servers[0], now).ShouldBeTrue();
        Look(before, 0.1);
        PoolHealth plain = Reload(before, isProtected: false);
        Look(plain, 2);
        plain.ProbeEnded(plain.Servers[0], good: true, now);
        Look(plain, 60);

        PoolHealth again = Reload(plain, isProtected: true);
        Look(again, 0.1);
        servers[0].Available.ShouldBeTrue();
        servers[0].Limit.ShouldBe(100);
    }

    [Fact]
    public void SwitchedOffAndOnWhileItIsOut_ItComesBackStepByStep()
    {
        before.ConnectFailed(servers[0], now).ShouldBeTrue();
        Look(before, 0.1);
        PoolHealth plain = Reload(before, isProtected: false);
        Look(plain, 2);
        PoolHealth again = Reload(plain, isProtected: true);
        Look(again, 0.1);

        again.ProbeEnded(again.Servers[0], good: true, now);
        servers[0].Available.ShouldBeTrue();
        servers[0].Limit.ShouldBe(10, "before anybody has looked since");
    }

    [Fact]
    public void OldPoolIsLookedAtOnceMoreAfterTheReload_NothingIsLeftOfIt()
    {
        SendOutAndBack();
        PoolHealth plain = Reload(before, isProtected: false);
        Look(before, 0.05);
        servers[0].Limit.ShouldBe(10, "the prober has not heard of the reload yet");
        Look(plain, 0.05);
        servers[0].Limit.ShouldBe(100);
    }

    [Fact]
    public void SwitchedOffDuringASuspicion_NobodyIsSuspected()
    {
        before.Servers[1].Suspect(now);
        servers[1].Limit.ShouldBe(1);
        PoolHealth plain = Reload(before, isProtected: false);
        Look(plain, 0.05);
        servers[1].Limit.ShouldBe(100);
        plain.ProbeEnded(plain.Servers[1], good: false, now).ShouldBeFalse("that probe was asked for by the protection");
        servers[1].Available.ShouldBeTrue();
    }

    private void SendOutAndBack()
    {
        before.ConnectFailed(servers[0], now).ShouldBeTrue();
        Look(before, 2);
        before.ProbeEnded(before.Servers[0], good: true, now);
        Look(before, 0.1);
        servers[0].Limit.ShouldBe(10);
    }

    private PoolHealth Reload(PoolHealth previous, bool isProtected) => new(servers, null, previous, now, isProtected);

    /// <summary>As the prober does, every 50 ms.</summary>
    private void Look(PoolHealth pool, double seconds)
    {
        for (long end = now + (long)(seconds * Second); now < end;)
        {
            now += Second / 20;
            pool.Judge(now, []);
        }
    }
}
