namespace Holdfast.DataPlane.Tests.Health.Rules;

public sealed class ErrorRateTests
{
    /// <summary>So many good and bad answers of each server in each look, good ones last so that no five failures are in a row.</summary>
    private static PoolTraffic Run(int servers, Func<int, (int Good, int Bad)> answers, double seconds)
    {
        PoolTraffic traffic = new(servers);
        traffic.BeforeLook = () =>
        {
            for (int server = 0; server < servers; server++)
            {
                (int good, int bad) = answers(server);
                traffic.Answer(server, bad, status: 500);
                traffic.Answer(server, good);
            }
        };
        traffic.Restart();
        traffic.Pass(seconds);
        return traffic;
    }

    [Fact]
    public void AFifthFailsAtOneOfFive_ItGoesOut()
    {
        PoolTraffic traffic = Run(5, server => server == 3 ? (4, 1) : (5, 0), 3);
        (int server, EjectionReason reason, double seconds) = traffic.Ejections.ShouldHaveSingleItem();
        (server, reason).ShouldBe((3, EjectionReason.ErrorRate));
        seconds.ShouldBeLessThan(1);
    }

    [Fact]
    public void AFifthFailsAtOneOfFour_StaysWhereThereIsNoSpread() =>
        Run(4, server => server == 3 ? (4, 1) : (5, 0), 3).Ejections.ShouldBeEmpty();

    [Fact]
    public void MostFailsAtOneOfTwo_ItGoesOut()
    {
        PoolTraffic traffic = Run(2, server => server == 0 ? (1, 2) : (3, 0), 3);
        traffic.Ejections.ShouldHaveSingleItem().Server.ShouldBe(0);
    }

    [Fact]
    public void AFifthFailsEverywhere_NobodyGoes() => Run(6, _ => (4, 1), 5).Ejections.ShouldBeEmpty();

    [Fact]
    public void OneFailureByChanceAmongThePerfect_IsNothing()
    {
        int looks = 0;
        // 20 requests in ten seconds, one of which fails: 95 % where all others have 100 %.
        PoolTraffic traffic = Run(10, server => looks++ % 100 != server ? (0, 0) : (server == 0 && looks < 10 ? (0, 1) : (1, 0)), 12);
        traffic.Ejections.ShouldBeEmpty();
    }

    [Fact]
    public void FewRequests_SayNothing() => Run(2, server => server == 0 ? (0, 0) : (1, 0), 5).Ejections.ShouldBeEmpty();

    [Fact]
    public void FailuresOfLongAgo_AreForgotten()
    {
        PoolTraffic traffic = new(5);
        int bad = 1;
        traffic.BeforeLook = () =>
        {
            for (int server = 0; server < 5; server++)
            {
                traffic.Answer(server, server == 0 ? bad : 0, status: 500);
                traffic.Answer(server, server == 0 ? 24 : 25);
            }
        };
        traffic.Pass(10);
        traffic.Pool.Servers[0].Evidence.Bad.ShouldBeGreaterThan(150);
        bad = 0;
        traffic.Pass(11);
        traffic.Pool.Servers[0].Evidence.Bad.ShouldBe(0);
        traffic.Pool.Servers[0].Evidence.Good.ShouldBeInRange(4_300, 4_800, "nine to ten seconds of 480 a second");
    }
}
