using System.Net.Http;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Holdfast.EndToEnd.Failures;

/// <summary>kill -9 of the gateway itself: its record loses less than ten seconds, and the time in which nobody recorded is seen as that.</summary>
public sealed class KilledGatewayTests : IDisposable
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });

    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public void Record_LosesLessThanTenSeconds_AndShowsTheGap()
    {
        string config = $$"""
            listeners:
              - address: 127.0.0.1:{{Ports.Free()}}
            routes:
              - match: { path: /* }
                pool: shop
            pools:
              shop:
                servers:
                  - address: 127.0.0.1:9
            """;
        long killed;
        using (GatewayProcess first = GatewayProcess.Start(place, config))
        {
            Patience.Until(() => Newest(first) - Oldest(first) >= 12, () => $"twelve seconds of record; the gateway said: {first.Said}");
            killed = Newest(first);
            first.Child.Signal("KILL");
            first.Child.WaitForExit(TimeSpan.FromSeconds(20));
        }

        using GatewayProcess second = GatewayProcess.Start(place, config);
        Patience.Until(() => Newest(second) > killed, () => $"the record to go on; the gateway said: {second.Said}");

        double?[] memory = [.. Get(second, $"series?subject=gateway&signal=resident-bytes&from={killed - 11}&to={killed}&step=1s").GetProperty("signals")[0].GetProperty("mean").EnumerateArray()
            .Select(value => value.ValueKind == JsonValueKind.Null ? (double?)null : value.GetDouble())];
        int kept = memory.TakeWhile(value => value is not null).Count();
        kept.ShouldBeGreaterThan(1, "what was written before is there");
        (memory.Length - kept).ShouldBeLessThan(10, "seconds that were lost");
        memory.Skip(kept).ShouldAllBe(value => value == null);
        string[] restarts = [.. Get(second, "events?kind=restart").GetProperty("events").EnumerateArray().Select(one => one.GetProperty("what").GetString()!)];
        restarts.Length.ShouldBe(2);
        restarts[1].ShouldContain("nothing was recorded for");
    }

    private static long Newest(GatewayProcess gateway) => SecondOf(gateway, "newest");

    private static long Oldest(GatewayProcess gateway) => SecondOf(gateway, "oldest");

    /// <summary>0 before the first second.</summary>
    private static long SecondOf(GatewayProcess gateway, string name) =>
        Get(gateway, "series?kind=gateway").TryGetProperty(name, out JsonElement time) ? time.GetDateTimeOffset().ToUnixTimeSeconds() : 0;

    private static JsonElement Get(GatewayProcess gateway, string path)
    {
        string admin = Regex.Match(gateway.Said, @"admin (http://\S+:\d+)", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
        return JsonDocument.Parse(Http.GetStringAsync($"{admin}/api/{path}").GetAwaiter().GetResult()).RootElement;
    }
}
