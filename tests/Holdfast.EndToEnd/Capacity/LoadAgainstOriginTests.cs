using System.Text.Json;
using Xunit.Abstractions;

namespace Holdfast.EndToEnd.Capacity;

/// <summary>The load generator tells the truth about servers of which the truth is known.</summary>
[Collection(AloneCollection.Name)]
public sealed class LoadAgainstOriginTests(ITestOutputHelper report) : IDisposable
{
    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public void FourWorkersOfTenMilliseconds_AreFoundToSustainFourHundred()
    {
        // Theory (Erlang): 400/s are completed at most, and one of a hundred takes 500 ms at 391/s.
        using OriginProcess origin = new(place, "--workers", "4", "--service", "exp:10ms", "--queue", "unlimited");
        JsonElement found = Load($"http://{origin.Address}/", "--find-max", "--poisson", "--slo", "p99<500ms,errors<0.1%");
        // A tenth below is found on a machine that other tests use as well.
        found.GetProperty("ratePerSecond").GetDouble().ShouldBe(400, 40, found.ToString());
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void ServerFrozenForSixSeconds_ShowsInResponseTimesAndNotInServiceTimes()
    {
        using OriginProcess origin = new(place, "--workers", "16", "--service", "fixed:5ms");
        using ChildProcess load = Start($"http://{origin.Address}/", "-r", "500/s", "--for", "20s", "-c", "16", "--json");
        Thread.Sleep(TimeSpan.FromSeconds(8));
        origin.Freeze(TimeSpan.FromSeconds(6));

        JsonElement total = ResultOf(load).GetProperty("total");
        double response = total.GetProperty("responseMilliseconds").GetProperty("p99").GetDouble();
        JsonElement service = total.GetProperty("serviceMilliseconds");

        // Sixteen requests were at the server when it froze; three thousand wanted to be.
        response.ShouldBeGreaterThanOrEqualTo(5000);
        service.GetProperty("p99").GetDouble().ShouldBeLessThan(response / 5);
        service.GetProperty("max").GetDouble().ShouldBeGreaterThanOrEqualTo(5000);
    }

    private JsonElement Load(params string[] arguments)
    {
        using ChildProcess load = Start([.. arguments, "--json"]);
        return ResultOf(load);
    }

    private ChildProcess Start(params string[] arguments) => new(place.Path, "dotnet", [Path.Combine(AppContext.BaseDirectory, "holdfast.dll"), "load", .. arguments]);

    private JsonElement ResultOf(ChildProcess load)
    {
        int code = load.WaitForExit(TimeSpan.FromMinutes(4));
        report.WriteLine($"{load.Output}\n{load.Error}");
        code.ShouldBe(0, load.Error);
        return JsonDocument.Parse(load.Output).RootElement;
    }
}
