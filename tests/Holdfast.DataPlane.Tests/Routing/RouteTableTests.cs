using Holdfast.Configuration;
using static Holdfast.DataPlane.Tests.Routing.RequestFixture;

namespace Holdfast.DataPlane.Tests.Routing;

public sealed class RouteTableTests
{
    [Fact]
    public void NoRoutes_MatchNothing() => Match(RouteTable.Compile([]), "/").ShouldBe(-1);

    /// <summary>Each row: a more specific pattern, a less specific one, and a request both match. The order written must not matter.</summary>
    [Theory]
    [InlineData("/a", "/a/*", "/a")]
    [InlineData("/a", "/*", "/a")]
    [InlineData("/a", "/a*", "/a")]
    [InlineData("/a/b/*", "/a/*", "/a/b/c")]
    [InlineData("/a/b/*", "/a/*", "/a/b")]
    [InlineData("/a/*", "/*", "/a/x")]
    [InlineData("/a/*", null, "/a/x")]
    [InlineData("/a/*/export", "/a/*", "/a/1/export")]
    [InlineData("/a/v1/*", "/a/*/export", "/a/v1/export")]
    [InlineData("/img/**.png", "/img/*", "/img/x/y.png")]
    [InlineData("/**.png", "/*", "/img/x.png")]
    [InlineData("/img/*", "/**.png", "/img/x.png")]
    [InlineData("/a/*/c/d", "/a/*/c/*", "/a/b/c/d")]
    [InlineData("/a/*.png", "/a/**.png", "/a/x.png")]
    [InlineData("/a/x*y", "/a/x**", "/a/xyy")]
    [InlineData("/a/*b", "/a/*b*", "/a/b")]
    public void MoreSpecificPath_WinsInEitherOrder(string specific, string? general, string path)
    {
        Match(RouteTable.Compile([Route(specific), Route(general)]), path).ShouldBe(0);
        Match(RouteTable.Compile([Route(general), Route(specific)]), path).ShouldBe(1);
    }

    [Theory]
    [InlineData("shop.example.com", "*.example.com")]
    [InlineData("*.example.com", "*.com")]
    [InlineData("*.example.com", null)]
    [InlineData("*.com", "*")]
    [InlineData("shop.example.com", null)]
    public void MoreSpecificHost_WinsOverAnyPath(string specific, string? general)
    {
        RouteConfig[] routes = [Route("/a", general), Route("/*", specific)];
        Match(RouteTable.Compile(routes), "/a", "shop.example.com").ShouldBe(1);
        Match(RouteTable.Compile([.. routes.Reverse()]), "/a", "shop.example.com").ShouldBe(0);
    }

    [Fact]
    public void SpecificHostWithoutAMatchingPath_FallsBackToTheNextHost()
    {
        var table = RouteTable.Compile([Route("/only", "shop.example.com"), Route("/x", "*.example.com"), Route("/x/*", "*.com"), Route("/*")]);
        Match(table, "/only", "shop.example.com").ShouldBe(0);
        Match(table, "/x", "shop.example.com").ShouldBe(1);
        Match(table, "/x/y", "shop.example.com").ShouldBe(2);
        Match(table, "/z", "shop.example.com").ShouldBe(3);
    }

    [Theory]
    [InlineData("EXAMPLE.com", true)]
    [InlineData("example.com:8080", true)]
    [InlineData("example.com.", true)]
    [InlineData("Example.Com.:443", true)]
    [InlineData("example.com..", false)]
    [InlineData("xexample.com", false)]
    [InlineData("a.example.com", false)]
    [InlineData("", false)]
    public void Host_IsComparedWithoutCasePortAndClosingDot(string host, bool matches)
    {
        Match(RouteTable.Compile([Route("/*", "Example.COM")]), "/", host).ShouldBe(matches ? 0 : -1);
        Match(RouteTable.Compile([Route("/*", "example.com.:80")]), "/", host).ShouldBe(matches ? 0 : -1);
    }

    [Theory]
    [InlineData("a.example.com", true)]
    [InlineData("a.b.EXAMPLE.com:1", true)]
    [InlineData("example.com", false)]
    [InlineData(".example.com", false)]
    [InlineData("aexample.com", false)]
    [InlineData("a.example.com.evil.org", false)]
    public void WildcardHost_MatchesAnyDepthBelowButNotTheNameItself(string host, bool matches) =>
        Match(RouteTable.Compile([Route("/*", "*.example.com")]), "/", host).ShouldBe(matches ? 0 : -1);

    [Theory]
    [InlineData("[2001:DB8::1]:8080")]
    [InlineData("[2001:db8::1]")]
    public void AddressAsHost_IsComparedWithItsBrackets(string host)
    {
        var table = RouteTable.Compile([Route("/*", "[2001:db8::1]"), Route("/*", "[2001:db8::2]")]);
        Match(table, "/", host).ShouldBe(0);
    }

    [Fact]
    public void HostLongerThanAnyName_BelongsToNoNamedHost()
    {
        var table = RouteTable.Compile([Route("/*", "*.com"), Route("/*")]);
        Match(table, "/", new string('a', 300) + ".com").ShouldBe(1);
        Match(table, "/", string.Concat(Enumerable.Repeat("a.", 126)) + "com").ShouldBe(0);
        Match(table, "/", "caf\u00e9.com").ShouldBe(1, "a host that is not ASCII is nobody's");
    }

    [Theory]
    [InlineData("/a/*", "/a", true)]
    [InlineData("/a/*", "/a/", true)]
    [InlineData("/a/*", "/a/b/c", true)]
    [InlineData("/a/*", "/ab", false)]
    [InlineData("/a/*", "/", false)]
    [InlineData("/a/*", "/A/b", false)]
    [InlineData("/a", "/a/", false)]
    [InlineData("/a", "/%61", false)]
    [InlineData("/", "/", true)]
    [InlineData("/", "", true)]
    [InlineData("/", "/a", false)]
    [InlineData("/*", "", true)]
    [InlineData("/*", "*", true)]
    [InlineData(null, "*", true)]
    [InlineData("/a/*", "*", false)]
    [InlineData("/a/**", "/a/b/c", true)]
    [InlineData("//*", "//", true)]
    [InlineData("//*", "/x", false)]
    public void Path_MatchesByteForByteOnSegmentBorders(string? pattern, string path, bool matches) =>
        Match(RouteTable.Compile([Route(pattern)]), path).ShouldBe(matches ? 0 : -1);

    [Fact]
    public void Methods_LimitTheRouteAndWinOverNone()
    {
        var table = RouteTable.Compile([Route("/a"), Route("/a", methods: ["POST", "PUT"])]);
        Match(table, "/a", method: "PUT").ShouldBe(1);
        Match(table, "/a", method: "GET").ShouldBe(0);
        Match(table, "/a", method: "put").ShouldBe(0, "methods are compared with case");
    }

    [Fact]
    public void Headers_LimitTheRouteAndMoreConditionsWin()
    {
        var table = RouteTable.Compile([
            Route("/a"),
            Route("/a", headers: ("X-Beta", "1")),
            Route("/a", methods: ["GET"], headers: ("x-beta", "1")),
            Route("/a", headers: ("X-Debug", "*")),
        ]);
        Match(table, "/a").ShouldBe(0);
        Match(table, "/a", method: "POST", headers: ("x-BETA", "1")).ShouldBe(1);
        Match(table, "/a", headers: ("X-Beta", "1")).ShouldBe(2);
        Match(table, "/a", headers: ("X-Beta", "2")).ShouldBe(0);
        Match(table, "/a", headers: ("X-Debug", "")).ShouldBe(3);
        Match(table, "/a", method: "POST", headers: [("X-Beta", "2"), ("X-Beta", "1")]).ShouldBe(1, "any line of the name");
    }

    [Fact]
    public void MoreSpecificPathWhoseConditionsFail_GivesWayToALessSpecificOne()
    {
        var table = RouteTable.Compile([
            Route("/a/b", methods: ["POST"]), Route("/a/b/*", methods: ["PUT"]), Route("/a/*", headers: ("X", "1")), Route("/*"),
        ]);
        Match(table, "/a/b", method: "POST").ShouldBe(0);
        Match(table, "/a/b", method: "PUT").ShouldBe(1);
        Match(table, "/a/b", headers: ("X", "1")).ShouldBe(2);
        Match(table, "/a/b").ShouldBe(3);
    }

    [Theory]
    [InlineData("/a")]
    [InlineData("/a/*")]
    [InlineData("/*/a")]
    [InlineData("/*")]
    public void EqualRoutes_TheFirstWrittenWins(string path)
    {
        string request = path.Replace("*", "a", StringComparison.Ordinal);
        Match(RouteTable.Compile([Route(path), Route(path)]), request).ShouldBe(0);
    }

    [Fact]
    public void Match_AllocatesNothing()
    {
        var table = RouteTable.Compile([
            Route("/a/b"), Route("/a/*/c", host: "*.example.com"), Route("/a/*", host: "www.example.com", methods: ["GET"], headers: ("X-A", "*")), Route("/*"),
        ]);
        var block = new Http1.HeaderBlock(10);
        Span<int> found = stackalloc int[4];
        for (int round = 0; round < 2; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 5_000; i++)
            {
                found[0] = table.Match("www.example.com:80"u8, "/a/x/c"u8, "GET"u8, default, block);
                found[1] = table.Match("other"u8, "/a/b"u8, "GET"u8, default, block);
            }

            if (round == 1)
            {
                (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
            }
        }

        found[0].ShouldBe(1);
        found[1].ShouldBe(0);
    }
}
