using System.Text.Json;
using Holdfast.EndToEnd.Capacity;
using Xunit.Abstractions;

namespace Holdfast.EndToEnd.Failures;

/// <summary>One of four servers dies at 60 % load, by kill -9 or without a sign, and clients send GET at a fixed rate whatever happens.</summary>
[Collection(AloneCollection.Name)]
public sealed class DeadServerUnderLoadTests(ITestOutputHelper report) : IDisposable
{
    // Four servers of 100/s each.
    private const int RatePerSecond = 240;
    private const int Seconds = 9;
    private static readonly TimeSpan Undisturbed = TimeSpan.FromSeconds(5);

    private readonly Workplace place = new();
    private readonly List<OriginProcess> servers = [];

    [Fact]
    [Trait("Category", "Slow")]
    public void Killed_NoGetIsLost()
    {
        using GatewayProcess gateway = StartGateway();
        JsonElement result = Load(gateway, () => servers[1].Kill());

        JsonElement total = result.GetProperty("total");
        (Count(total, "failed"), Count(total, "shed"), Count(total, "unfinished")).ShouldBe((0, 0, 0), gateway.Said);
        Count(total, "good").ShouldBeGreaterThanOrEqualTo((long)(0.99 * Count(total, "intended")));
        gateway.Said.ShouldContain($"server {servers[1].Address} of pool shop is taken out");
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Stopped_TheOthersCarryAllWithinASecond()
    {
        using GatewayProcess gateway = StartGateway();
        JsonElement result = Load(gateway, () => servers[1].Stop());
        servers[1].Continue();

        JsonElement total = result.GetProperty("total");
        (Count(total, "failed"), Count(total, "unfinished")).ShouldBe((0, 0), gateway.Said);
        gateway.Said.ShouldContain("it fell silent");
        JsonElement[] seconds = [.. result.GetProperty("seconds").EnumerateArray()];
        int[] bad = [.. seconds.Select((second, i) => (second, i)).Where(pair => Count(pair.second, "good") < 0.9 * RatePerSecond).Select(pair => pair.i)];
        report.WriteLine($"seconds below 90 %: {string.Join(", ", bad)}");
        // A second that is not a whole one of the clock may fall into two of the series.
        (bad.Length == 0 ? 0 : bad[^1] - bad[0] + 1).ShouldBeLessThanOrEqualTo(2);
        Patience.Until(() => gateway.StateOf(servers[1].Address).GetProperty("health").GetString() == "healthy", () => "the server to be back");
    }

    public void Dispose()
    {
        servers.ForEach(server => server.Dispose());
        place.Dispose();
    }

    private GatewayProcess StartGateway()
    {
        servers.AddRange(Enumerable.Range(0, 4).Select(_ => new OriginProcess(place, "--workers", "2", "--service", "fixed:20ms", "--queue", "100")));
        return GatewayProcess.Start(
            place,
            $$"""
            listeners: [{ address: "127.0.0.1:0" }]
            routes: [{ pool: shop }]
            pools:
              shop: { servers: [{{string.Join(", ", servers.Select(server => $"\"{server.Address}\""))}}] }
            workers: 2
            protection: on
            """);
    }

    private JsonElement Load(GatewayProcess gateway, Action disturb)
    {
        using ChildProcess load = new(place.Path, "dotnet", [Path.Combine(AppContext.BaseDirectory, "holdfast.dll"), "load", gateway.Url, "-r", $"{RatePerSecond}/s", "--for", $"{Seconds}s", "--deadline", "1s", "--json"]);
        Thread.Sleep(Undisturbed);
        disturb();
        int code = load.WaitForExit(TimeSpan.FromMinutes(1));
        report.WriteLine(load.Output);
        report.WriteLine(gateway.Said);
        code.ShouldBe(0, load.Error);
        return JsonDocument.Parse(load.Output).RootElement;
    }

    private static long Count(JsonElement counts, string name) => counts.GetProperty(name).GetInt64();
}
