using Holdfast.Admin;

namespace Holdfast.Cli.Tests;

public class StatusPageTests
{
    [Fact]
    public void GatewayInASurge_IsShownWhole() => Draw(Sample.Surge).ShouldBe(
        """
        holdfast 1.2.3, process 42: 2 things are wrong, 1 more to look at
        up 2 h 3 min, configuration gateway.yaml revision 3, clients 1,024, workers 2 (busiest 41 %)
        ! pool shop sheds 7,200 requests/s while 8,020/s are offered, it can serve 812/s
        ! server b of pool shop is out: its probes failed
        ! OVERLOAD PROTECTION IS OFF for pool legacy: its servers have no limits, its queue no end

        pool shop: offered 8,020/s, capacity 812/s, answered 806/s, failed 0/s, shed 7,200/s  SHEDDING
          waiting: critical 0, default 16 (oldest 18.0 ms, 34 % admitted), best-effort 0 (0 % admitted), bulk 0 (0 % admitted)
          shed: overload 7,190/s (71,223 in all), waited 10/s (311 in all)
          SERVER  IN FLIGHT  LIMIT  SERVICE  REQUESTS  FAILURES  STATE                   WHY THIS LIMIT
          b               0      4   410 ms        90        12  OUT: its probes failed  held down while it comes back
          a              20     20  18.0 ms     1,100         0  healthy                 lowered: requests wait in it; 2.0 times as slow as usual
          top clients: 10.0.0.7 1,200/s (15 %, over its fair share, on a beat like a bot), 10.0.0.8 95/s (1.2 %)

        pool legacy: answered 120/s, failed 2.5/s, shed 0/s  PROTECTION OFF
          waiting: critical 0, default 7, best-effort 0, bulk 0
          SERVER  IN FLIGHT  LIMIT  SERVICE  REQUESTS  FAILURES  STATE    WHY THIS LIMIT
          old-1         300   none        -     4,000         1  healthy  protection is off

        """);

    [Fact]
    public void GatewayThatIsWell_SaysSo_InItsFirstLine() => Draw(Sample.Calm).ShouldStartWith("holdfast 1.2.3, process 42: well\n");

    [Fact]
    public void Bulkhead_IsShownWithWhatItHolds()
    {
        PoolReport pool = Sample.Shop with { Bulkheads = [new("/reports", 0.3, 24, 24, 11, 163, 1804, 2310)] };
        Draw(Sample.Calm with { Pools = [pool] }).ShouldContain("\n  bulkhead /reports: in flight 24 of 24 (30 %), waiting 11, offered 163/s, held back 1,804, shed 2,310 in all, for whatever reason\n");
    }

    [Fact]
    public void DryRunOfARateLimit_IsShownWithWhatItWouldHaveRefused_AlsoWhereThatIsNothing()
    {
        RouteReport tried = new("/reports", "shop", "default", 0, 2000) { RateLimitDryRun = 1234 };
        RouteReport calm = new("/search", "shop", "default", 0, 7) { RateLimitDryRun = 0 };
        RouteReport none = new("/", "shop", "default", 0, 9);
        string page = Draw(Sample.Calm with { Routes = [tried, calm, none] });
        page.ShouldContain("\n  rate limits of /reports, dry run: 1,234 of 2,000 requests would have been refused\n");
        page.ShouldContain("\n  rate limits of /search, dry run: 0 of 7 requests would have been refused\n");
        page.ShouldNotContain("rate limits of /,");
    }

    [Fact]
    public void Colours_RepeatWhatTheWordsSay()
    {
        string styled = StatusText.Format(StatusPage.Of(Sample.Surge, Sample.Now), styled: true);
        styled.ShouldContain("\e[1;31mpool shop: ");
        string[] codes = ["\e[1;31m", "\e[31m", "\e[32m", "\e[33m", "\e[1m", "\e[2m", "\e[0m"];
        codes.Aggregate(styled, (rest, code) => rest.Replace(code, "", StringComparison.Ordinal)).ShouldBe(Draw(Sample.Surge));
        Draw(Sample.Surge).ShouldNotContain('\e');
    }

    [Fact]
    public void ManyPoolsAndServers_AreCutWithTheirNumber()
    {
        ServerReport[] servers = [.. Enumerable.Range(0, 60).Select(number => Sample.Server with { Name = $"s{number}" })];
        PoolReport[] pools = [.. Enumerable.Range(0, 45).Select(number => Sample.Shop with { Name = $"p{number}", Servers = servers })];
        string page = Draw(Sample.Calm with { Pools = pools });
        page.ShouldContain("  and 10 more servers: see --json\n");
        page.ShouldEndWith("and 5 more pools: see --json\n");
    }

    private static string Draw(GatewayStateReport state) => StatusText.Format(StatusPage.Of(state, Sample.Now), styled: false);
}
