using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload.Clients;

/// <summary>Fair shares where more clients ask than the workers have places for.</summary>
public sealed class FairShareCrowdTests
{
    private const long Millisecond = 1_000_000;

    private readonly FairShareControl control = new();
    private ClientUsage[] workers = [new(), new()];
    private long now = 1_000 * Millisecond;

    /// <summary>A crowd far larger than the tables asks for a little each: a client of fifty times as much is the greedy one, whoever else has a place.</summary>
    [Fact]
    public void CrowdIsLargerThanTheTables_TheHeavyOnesBesideItAreOverTheirShare()
    {
        for (int tick = 0; tick < 100; tick++)
        {
            now += 100 * Millisecond;
            for (int visitor = 0; visitor < 500; visitor++)
            {
                Ask(1_000 + (tick * 500) + visitor);
            }

            for (int heavy = 0; heavy < 20; heavy++)
            {
                Enumerable.Range(0, 10).ToList().ForEach(_ => Ask(heavy));
            }

            control.Tick(workers, isContended: true, servable: 0.3, limits: 100, now);
        }

        Enumerable.Range(0, 20).ShouldAllBe(client => control.Shares.IsOverShare(Client(client)));

        void Ask(int client) => workers[client % 2].Arrive(Client(client), NetworkAddress.FromIPv4(0x0A000000 + (uint)client, 1), Millisecond, now);
    }

    /// <summary>
    /// More users than places, so these go round: nearly everybody is remembered, and at each look another part of them has none. What these ask for must count.
    /// </summary>
    [Theory]
    [InlineData(700, 1, 0.9)]
    [InlineData(1000, 1, 0.8)]
    [InlineData(2000, 1, 0.7)]
    [InlineData(1500, 2, 0.8)]
    [InlineData(3000, 4, 0.8)]
    [InlineData(600, 1, 0.3)]
    [InlineData(800, 1, 0.6)]
    [InlineData(10_000, 2, 0.6)]
    public void MoreUsersThanPlaces_TheGreedyOneAmongThemIsOverItsShareAndHardlyAnybodyElse(int users, int workersInUse, double servable)
    {
        SeededRandom random = new(7);
        workers = [.. Enumerable.Range(0, workersInUse).Select(_ => new ClientUsage())];
        int found = 0;
        int wronged = 0;
        for (int tick = 0; tick < 300; tick++)
        {
            now += 100 * Millisecond;
            // Two requests a second of each user, and a twentieth of that sum of the greedy one.
            int requests = (int)(users * 0.21);
            for (int request = 0; request < requests; request++)
            {
                int client = random.Next(21) == 0 ? 0 : 1 + random.Next(users);
                workers[random.Next(workersInUse)].Arrive(Client(client), NetworkAddress.FromIPv4(0x0A000000 + (uint)client, 1), Millisecond, now);
            }

            control.Tick(workers, isContended: true, servable, limits: 100, now);
            found += tick >= 100 && control.Shares.IsOverShare(Client(0)) ? 1 : 0;
            wronged = Math.Max(wronged, Enumerable.Range(1, users).Count(client => control.Shares.IsOverShare(Client(client))));
        }

        found.ShouldBe(200);
        wronged.ShouldBeLessThanOrEqualTo(users / 200, "who keeps his place by chance seems to ask for twice what those do who had none for a while");
    }

    private static ulong Client(int index) => ByteHash.Mix(77, (ulong)index);
}
