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
    public void NoisyButWell_NobodyIsEjected(int servers, double requestsPerSecond, double longShare, double errorShare, ulong seed)
    {
        SimulatedFleet fleet = new(servers, requestsPerSecond, seed) { LongShare = longShare, ErrorShare = errorShare };
        fleet.Run(1_800);
        report.WriteLine($"{fleet.Requests} requests, {fleet.Suspicions} suspicions, seed {seed}");
        fleet.Ejections.ShouldBeEmpty($"seed {seed}");
        ((double)fleet.Suspicions).ShouldBeLessThan(0.01 * 1_800 * servers, $"each costs 200 ms of a server, seed {seed}");
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
