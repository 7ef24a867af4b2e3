using System.Diagnostics;
using System.Globalization;
using Holdfast.Http1;
using static Holdfast.DataPlane.Tests.Routing.RequestFixture;

namespace Holdfast.DataPlane.Tests.Routing;

/// <summary>10,000 routes cost at most twice what 10 cost.</summary>
public sealed class RouteTableScaleTests
{
    // Measured: the same ten hosts and paths cost 1.0 to 1.7 times as much among 10,000 as among ten. A linear search would be near
    // 1,000. Twice the promise leaves room for a busy machine and still tells the two apart.
    private const double GenerousBound = 4;

    private readonly HeaderBlock noFields = new(10);

    [Theory]
    [InlineData("{0}.example.com", "/*")]
    [InlineData("*.{0}.example.com", "/*")]
    [InlineData(null, "/r{0}")]
    [InlineData(null, "/r{0}/*")]
    [InlineData(null, "/v1/r{0}/*/export")]
    [InlineData("h{0}.example.com", "/r{0}/*")]
    public void TenThousandRoutes_CostAboutAsMuchAsTen(string? host, string path)
    {
        RouteTable few = Table(host, path, 10);
        RouteTable many = Table(host, path, 10_000);
        (byte[] Host, byte[] Path)[] requests = [.. Enumerable.Range(0, 10).Select(i => (Bytes("x." + Fill(host ?? "any", i)), Bytes(Fill(path, i).Replace("*", "x", StringComparison.Ordinal))))];
        if (host?.StartsWith('*') == false)
        {
            requests = [.. requests.Select(request => (request.Host[2..], request.Path))];
        }

        // The lowest of several interleaved rounds: what disturbs a round only ever makes it slower.
        double lowestFew = double.MaxValue;
        double lowestMany = double.MaxValue;
        for (int round = 0; round < 30; round++)
        {
            lowestFew = Math.Min(lowestFew, Time(few, requests));
            lowestMany = Math.Min(lowestMany, Time(many, requests));
        }

        (lowestMany / lowestFew).ShouldBeLessThan(GenerousBound, $"10 routes {lowestFew:F0} ns, 10,000 routes {lowestMany:F0} ns");
    }

    [Fact]
    public void PathOfNothingButSlashes_CostsNoLookupPerSlash()
    {
        var table = RouteTable.Compile([Route("/a/b/c/d/*"), Route("/" + new string('x', 200) + "/*"), Route("/*")]);
        (byte[], byte[])[] hostile = [(Bytes("a"), Bytes(new string('/', 8_000)))];
        (byte[], byte[])[] ordinary = [(Bytes("a"), Bytes("/a/b/c/x"))];
        double ratio = Enumerable.Range(0, 20).Min(_ => Time(table, hostile)) / Enumerable.Range(0, 20).Min(_ => Time(table, ordinary));
        // 200 slashes are stepped over without a lookup: some 100 to 400 times an ordinary match of two steps. A lookup for each of the
        // 8,000 would hash 32 MB: more than 20,000 times.
        ratio.ShouldBeLessThan(3_000);
    }

    private static string Fill(string text, int number) => string.Format(CultureInfo.InvariantCulture, text, number);

    private static RouteTable Table(string? host, string path, int count) =>
        RouteTable.Compile([.. Enumerable.Range(0, count).Select(i => Route(Fill(path, i), host is null ? null : Fill(host, i)))]);

    private double Time(RouteTable table, (byte[] Host, byte[] Path)[] requests)
    {
        const int Repeats = 200;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < Repeats; i++)
        {
            foreach ((byte[] host, byte[] path) in requests)
            {
                table.Match(host, path, "GET"u8, default, noFields).ShouldNotBeLow();
            }
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / (Repeats * requests.Length);
    }
}

internal static class MatchResultExtensions
{
    /// <summary>A check that costs nothing beside what is timed.</summary>
    public static void ShouldNotBeLow(this int route)
    {
        if (route < 0)
        {
            throw new InvalidOperationException("no route matched");
        }
    }
}
