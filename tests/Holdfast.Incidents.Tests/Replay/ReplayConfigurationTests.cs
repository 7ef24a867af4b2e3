using Holdfast.Incidents.Replay;

namespace Holdfast.Incidents.Tests.Replay;

public sealed class ReplayConfigurationTests
{
    private const string Pools = """
        pools:
          shop: { servers: ["10.0.0.1:80", "10.0.0.2:80"] }
          other: { servers: ["10.0.0.3:80"] }
        """;

    [Fact]
    public void Secrets_StayBehind_AndOtherHeadersGoAlong()
    {
        string page = Read("""
            routes:
              - pool: shop
                requestHeaders:
                  set: { Authorization: Bearer 4711, X-Api-Key: "${API_KEY}", X-Region: "${REGION:-north}", X-Site: berlin }
                  remove: [X-Debug]
                responseHeaders: { set: { Set-Cookie: "id=4711" } }
            """).Template();
        page.ShouldNotContain("4711");
        page.ShouldNotContain("${");
        page.ShouldContain("Authorization: (not shown)");
        page.ShouldContain("X-Site: berlin");
        page.ShouldContain("X-Debug");
    }

    [Fact]
    public void Drill_AsksForBarePaths_SoNothingElseDecides()
    {
        ReplayConfiguration read = Read("""
            routes:
              - { match: { host: pay.example.com, path: /pay/*, method: POST }, class: critical, pool: shop, stripPrefix: /pay }
              - { match: { headers: { X-Beta: "1" } }, class: sheddable, pool: shop, stripPrefix: /beta }
              - { pool: shop }
              - { match: { path: /else }, pool: other }
            """);
        read.Routes.Select(route => (route.Class, route.Path)).ShouldBe([("critical", "/pay/drill"), ("sheddable", "/drill-2"), ("default", "/")]);
        string page = read.Template();
        foreach (string gone in (string[])["host:", "method:", "headers:", "stripPrefix: /beta", "/else"])
        {
            page.ShouldNotContain(gone);
        }

        page.ShouldContain("path: /drill-2");
        page.ShouldContain("stripPrefix: /pay");
    }

    [Fact]
    public void RoutesThatDifferByMoreThanTheirPath_AreToldApartByIt()
    {
        ReplayConfiguration read = Read("""
            routes:
              - { match: { path: /a, method: POST }, class: critical, pool: shop }
              - { match: { path: /a, method: GET }, class: default, pool: shop }
            """);
        read.Routes.Select(route => route.Path).ShouldBe(["/a", "/drill-2"]);
    }

    [Theory]
    [InlineData("a: [")]
    [InlineData("- 1")]
    [InlineData("pools: { other: {} }")]
    public void WhatHasNoSuchPool_IsNone(string text) => ReplayConfiguration.Read(text, "shop").ShouldBeNull();

    [Theory]
    [InlineData("protection: off", true)]
    [InlineData("protection: { mode: off }", true)]
    [InlineData("protection: on", false)]
    [InlineData("# nothing is said", false)]
    public void Protection_IsOnUnlessItIsSwitchedOff(string line, bool isOff) => Read(line).IsUnprotected.ShouldBe(isOff);

    private static ReplayConfiguration Read(string text) => ReplayConfiguration.Read($"{text}\n{Pools}\n", "shop").ShouldNotBeNull();
}
