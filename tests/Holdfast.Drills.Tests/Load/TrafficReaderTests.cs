using Holdfast.Configuration;

namespace Holdfast.Drills.Load;

public class TrafficReaderTests
{
    [Fact]
    public void WholeFile_IsRead()
    {
        LoadFile file = Read("""
            target: 127.0.0.1:8080
            seed: 7
            warmUp: 5s
            for: 1m
            threads: 2
            classes:
              - name: checkout
                rate: 100..500/30s
                arrivals: poisson
                requests: [/cart, { path: "/pay?x=1", method: POST, weight: 3, body: 2KiB, headers: { X-Cart: full } }]
                headers: { X-Class: checkout }
                clients: { count: 50, first: 127.0.20.1 }
                connections: 64
                inFlight: 100
                keepAlive: false
                deadline: 500ms
                timeout: 5s
                retry: immediate:3
              - name: terminals
                rate: 2/s
                clients: 3
                session: { for: 30s, reconnect: delayed, reconnectDelay: 2s }
            abort: errors>50% for 5s
            fail: p99<200ms, checkout:goodput>95%
            """);
        (file.Seed, file.WarmUp, file.Duration, file.Threads).ShouldBe((7, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1), 2));
        TrafficClass checkout = file.Classes[0];
        checkout.Rate.ShouldBe(RateCurve.Ramp(100, 500, TimeSpan.FromSeconds(30)));
        checkout.Arrivals.ShouldBe(ArrivalPattern.Poisson);
        checkout.Requests.Select(request => (request.Path, request.Method, request.Weight, request.BodyBytes)).ShouldBe([("/cart", "GET", 1, 0), ("/pay?x=1", "POST", 3, 2048)]);
        checkout.Requests[1].Headers["x-cart"].ShouldBe("full");
        checkout.Clients![49].ToIPAddress().ToString().ShouldBe("127.0.20.50");
        (checkout.ConnectionsMaximum, checkout.InFlightMaximum, checkout.KeepAlive, checkout.Retry.ToString()).ShouldBe((64, 100, false, "immediate:3"));
        (checkout.Deadline, checkout.Timeout).ShouldBe((TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(5)));
        file.Classes[1].Session.ShouldBe(new SessionPlan { Reconnect = ReconnectKind.Delayed, ReconnectDelay = TimeSpan.FromSeconds(2) });
        file.Classes[1].Clients!.Count.ShouldBe(3);
        file.Abort.ShouldHaveSingleItem()!.ToString().ShouldBe("errors>50% for 5s");
        file.Fail.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("classes: [{ rate: 500 }]", 1, 19, "Write 500/s")]
    [InlineData("classes: [{ rat: 500/s }]", 1, 13, "Did you mean \"rate\"?")]
    [InlineData("classes: [{ name: a }]", 1, 11, "Add rate: 500/s")]
    [InlineData("classes: []", 1, 10, "Write at least one")]
    [InlineData("clases: []", 1, 1, "Did you mean \"classes\"?")]
    [InlineData("classes:\n- { rate: 1/s }\n- { rate: 1/s }", 3, 3, "a name of its own")]
    [InlineData("classes: [{ rate: 1/s, requests: [cart] }]", 1, 35, "from its first /")]
    [InlineData("classes: [{ rate: 1/s, requests: [] }]", 1, 34, "at least one path")]
    [InlineData("classes: [{ rate: 1/s, requests: [{ method: 'GE T' }] }]", 1, 45, "GET or POST")]
    [InlineData("classes: [{ rate: 1/s, headers: { Content-Length: '5' } }]", 1, 51, "framing fields")]
    [InlineData("classes: [{ rate: 1/s, headers: { X-A: \"a\\r\\nb\" } }]", 1, 40, "visible ASCII")]
    [InlineData("classes: [{ rate: 1/s, clients: { first: 10.0.0.1 } }]", 1, 42, "127.0.0.0/8")]
    [InlineData("classes: [{ rate: 1/s, retry: imediate:3 }]", 1, 31, "immediate:3")]
    [InlineData("classes: [{ rate: 1/s, deadline: 500 }]", 1, 34, "500ms for milliseconds")]
    [InlineData("classes: [{ rate: 1/s, session: { reconnect: now } }]", 1, 46, "immediate")]
    [InlineData("classes: [{ rate: 1/s, name: cart }]\nfail: card:p99<1s", 2, 7, "Did you mean \"cart\"?")]
    [InlineData("classes: [{ rate: 1/s, name: cart }]\nabort: card:p99<1s", 2, 8, "Did you mean \"cart\"?")]
    public void WrongFile_IsRefusedWithPlaceAndRemedy(string text, int line, int column, string remedy)
    {
        TrafficReader.Read(text, "traffic.yaml", _ => null, out ConfigReadResult findings).ShouldBeNull();
        ConfigFinding finding = findings.Findings.ShouldHaveSingleItem();
        finding.Remedy.ShouldContain(remedy, customMessage: finding.ToString());
        (finding.Line, finding.Column).ShouldBe((line, column), finding.ToString());
    }

    [Fact]
    public void KeyOfTheGatewaysConfiguration_IsNotExplainedByItsIndentation()
    {
        TrafficReader.Read("classes: [{ rate: 1/s, path: /x }]", "traffic.yaml", _ => null, out ConfigReadResult findings).ShouldBeNull();
        findings.Findings.ShouldHaveSingleItem().Remedy.ShouldStartWith("Known here: ");
    }

    private static LoadFile Read(string text)
    {
        LoadFile? file = TrafficReader.Read(text, "traffic.yaml", _ => null, out ConfigReadResult findings);
        findings.Findings.ShouldBeEmpty();
        return file.ShouldNotBeNull();
    }
}
