using Holdfast.Incidents.Reports;

namespace Holdfast.Incidents.Tests.Reports;

public class StepWordsTests
{
    [Theory]
    [InlineData("server:shop/web-2: the server is taken out: its probes failed", "web-2 is taken out: its probes failed")]
    [InlineData("server:shop/127.0.0.1:8001: the gateway lowered the limit from 20 to 5", "127.0.0.1:8001: the gateway lowered the limit from 20 to 5")]
    [InlineData("pool:shop: the gateway began to refuse bulk requests", "pool shop: the gateway began to refuse bulk requests")]
    [InlineData("route:checkout: client 10.0.0.9 is bounded to 5/s", "route checkout: client 10.0.0.9 is bounded to 5/s")]
    [InlineData("gateway: configuration revision 3: pools.shop.servers.web-2 added", "gateway: configuration revision 3: pools.shop.servers.web-2 added")]
    [InlineData("anna was told by pager (page: it was declared): answered 200", "anna was told by pager (page: it was declared): answered 200")]
    public void Subject_IsWrittenAsPeopleSayIt(string record, string said) => StepWords.Of(record).ShouldBe(said);
}
