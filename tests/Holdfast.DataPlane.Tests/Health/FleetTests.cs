using Xunit.Abstractions;

namespace Holdfast.DataPlane.Tests.Health;

/// <summary>A fleet that is well loses nobody, however scattered its times; one of the same fleet that dies is found at once.</summary>
public sealed class FleetTests(ITestOutputHelper report)
{
    private static readonly TimeSpan FirstSight = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(2, 10, 0, 0, 11)]
    [InlineData(2, 200, 0.01, 0.001, 12)]
    [InlineData(4, 4, 0.05, 0, 13)]
    [InlineData(4, 400, 0.01, 0.01, 14)]
    [InlineData(12, 60, 0.02, 0.02, 15)]
    [InlineData(12, 600, 0, 0.05, 16)]
    [Trait("Category", "Slow")]
    public void NoisyButWell_NobodyIsEjected(int servers, double requestsPerSecond, double longShare, double errorShare, ulong seed)
    {
        SimulatedFleet fleet = new(servers, requestsPerSecond, seed) { LongShare = longShare, ErrorShare = errorShare };
        fleet.Run(1_800);
        report.WriteLine($"{fleet.Requests} requests, {fleet.Suspicions} suspicions, seed {seed}");
        fleet.Ejections.ShouldBeEmpty($"seed {seed}");
        ((double)fleet.Suspicions).ShouldBeLessThan(0.01 * 1_800 * servers, $"each costs 200 ms of a server, seed {seed}");
    }

    // Servers, requests a second, mean time: two to fifty requests in hand at each server.
    [Theory]
    [InlineData(2, 20, 200, 1_800, 41)]
    [InlineData(4, 80, 200, 1_800, 42)]
    [InlineData(4, 200, 500, 600, 43)]
    [InlineData(8, 800, 300, 300, 44)]
    public void HeavyTails_NobodyIsSuspectedMuchOrEjected(int servers, double requestsPerSecond, double milliseconds, double seconds, ulong seed)
    {
        SimulatedFleet fleet = new(servers, requestsPerSecond, seed) { MeanMilliseconds = milliseconds, Variation = 2 };
        fleet.Run(seconds);
        report.WriteLine($"{fleet.Requests} requests, {fleet.Suspicions} suspicions, seed {seed}");
        fleet.Ejections.ShouldBeEmpty($"seed {seed}");
        ((double)fleet.Suspicions).ShouldBeLessThan(0.001 * seconds * servers, $"each costs 200 ms of a server, seed {seed}");
    }

    [Theory]
    [InlineData(4, 60, 40, 45)]
    [InlineData(8, 50, 100, 46)]
    public void HeavyTailsOneAtATime_AreMistakenForDeathAboutOnceAServerHour(int servers, double requestsPerSecond, double milliseconds, ulong seed)
    {
        // Not even a probe is answered while such a server works on one request for seconds: it looks as if it were stopped, and is back soon after.
        SimulatedFleet fleet = new(servers, requestsPerSecond, seed) { MeanMilliseconds = milliseconds, Variation = 2, IsSerial = true };
        fleet.Run(1_800);
        report.WriteLine($"{fleet.Requests} requests, {fleet.Suspicions} suspicions, {fleet.Ejections.Count} ejections, seed {seed}");
        fleet.Ejections.Count.ShouldBeLessThanOrEqualTo(servers, $"seed {seed}");
    }

    [Theory]
    [InlineData(4, 400, 100, 51)]
    [InlineData(4, 200, 200, 52)]
    [InlineData(8, 800, 300, 53)]
    [InlineData(4, 200, 500, 54)]
    public void OneOfAFleetWithSlowAnswersStops_IsFoundWithinASecond(int servers, double requestsPerSecond, double milliseconds, ulong seed)
    {
        // By three times the time of nearly all answers alone it was found after 2.7 to 10 s.
        SimulatedFleet fleet = new(servers, requestsPerSecond, seed) { MeanMilliseconds = milliseconds };
        fleet.Run(60);
        long stopped = fleet.Now;
        fleet.Stopped.Add(1);
        fleet.Run(12);
        (int server, EjectionReason reason, long at) = fleet.Ejections.ShouldHaveSingleItem($"seed {seed}");
        report.WriteLine($"{milliseconds} ms: out after {(at - stopped) / 1e6:F0} ms, seed {seed}");
        (server, reason).ShouldBe((1, EjectionReason.Silent), $"seed {seed}");
        (at - stopped).ShouldBeLessThan((long)FirstSight.TotalNanoseconds, $"seed {seed}");
    }

    [Theory]
    [InlineData(2, 200, 31)]
    [InlineData(4, 200, 32)]
    [InlineData(8, 800, 33)]
    public void OneComesBackCold_HasAllItsLimitWithinFifteenSecondsAndStays(int servers, double requestsPerSecond, ulong seed)
    {
        SimulatedFleet fleet = new(servers, requestsPerSecond, seed);
        Array.ForEach(fleet.Servers, server => server.OwnLimit = 40);
        fleet.Run(60);
        fleet.Pool.ConnectFailed(fleet.Servers[0], fleet.Now).ShouldBeTrue();
        fleet.Stopped.Add(0);
        fleet.Run(5);
        fleet.Stopped.Clear();
        fleet.Cold = (0, fleet.Now + 5_000_000_000);
        fleet.Run(0.1);
        fleet.Servers[0].Available.ShouldBeTrue("its probe was due");
        fleet.Servers[0].Limit.ShouldBeLessThanOrEqualTo(4);
        fleet.Run(15);
        fleet.Servers[0].Limit.ShouldBe(40, $"seed {seed}");
        fleet.Ejections.ShouldBeEmpty($"slow is not dead, seed {seed}");
    }

    [Theory]
    [InlineData(2, 100, 21)]
    [InlineData(4, 400, 22)]
    [InlineData(12, 400, 23)]
    public void OneStops_IsFoundWithinASecondAndItAlone(int servers, double requestsPerSecond, ulong seed)
    {
        // Fast enough for three times the usual to be short.
        SimulatedFleet fleet = new(servers, requestsPerSecond, seed) { MeanMilliseconds = 10 };
        fleet.Run(60);
        fleet.Ejections.ShouldBeEmpty();
        long stopped = fleet.Now;
        fleet.Stopped.Add(1);
        fleet.Run(5);
        (int server, EjectionReason reason, long at) = fleet.Ejections.ShouldHaveSingleItem($"seed {seed}");
        (server, reason).ShouldBe((1, EjectionReason.Silent), $"seed {seed}");
        (at - stopped).ShouldBeLessThan((long)FirstSight.TotalNanoseconds, $"seed {seed}");
    }
}
