using System.Globalization;
using System.Text;
using Holdfast.Foundation;
using Holdfast.Http1;
using Holdfast.Telemetry;
using Xunit.Abstractions;

namespace Holdfast.DataPlane.Tests.Exchanges;

/// <summary>What the second-by-second record adds to a request, in the worker's time: printed, and bounded with room for a busy machine.</summary>
public class ExchangeRecorderCostTests(ITestOutputHelper output)
{
    private const int Requests = 2_000_000;

    [Fact]
    [Trait("Category", "Slow")]
    public void RecordOfARequest_TakesLessThanAHundredNanoseconds()
    {
        MetricCatalog catalog = new(Gateway.LabelsOfMetrics(), new VirtualClock());
        PoolCounters pool = catalog.Pool("shop", 0);
        RouteCounters route = catalog.Route("all", 0);
        ServerCounters server = catalog.Server("shop", "a", 0);
        RecentRequests recent = new();
        byte[] input = Encoding.ASCII.GetBytes("GET /some/path/of/a/shop HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: test/1.0\r\nAccept: */*\r\nAccept-Encoding: gzip\r\nAccept-Language: en\r\nCookie: a=b\r\nReferer: http://shop.example/\r\nX-Forwarded-For: 10.0.0.1\r\n\r\n");
        RequestHead head = new(HeadLimits.Default);
        RequestParser.Parse(input, head, HeadLimits.Default).ShouldBe(ParseStatus.Complete);
        SeededRandom random = new(8);
        ulong[] clients = [.. Enumerable.Range(0, 1024).Select(_ => random.NextUInt64())];

        double best = double.MaxValue;
        for (int round = 0; round < 5; round++)
        {
            long before = SystemClock.Instance.NowNanoseconds;
            for (int request = 0; request < Requests; request++)
            {
                ulong client = clients[request & 1023];
                ulong path = ByteHash.Of(head.Path.Of(input));
                bool isRetry = recent.Arrive(ByteHash.Mix(client, path), request * 10_000L) | RetryMark.IsIn(input, head.Fields.Fields);
                pool.Arrive(1, isRetry, ByteHash.Mix(client, 0), path);
                route.Retries += isRetry ? 1 : 0;
                route.Admitted++;
                pool.Admitted.Increment(1);
                server.Attempts++;
                pool.Finish(1, 0);
            }

            best = Math.Min(best, (SystemClock.Instance.NowNanoseconds - before) / (double)Requests);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{best:0.0} ns a request, best of five rounds of {Requests}"));
        best.ShouldBeLessThan(600, "a debug build on a busy machine; a release build is below 100 ns");
    }
}
