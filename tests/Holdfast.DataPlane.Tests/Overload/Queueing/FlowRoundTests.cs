using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload.Queueing;

public sealed class FlowRoundTests
{
    private const long Millisecond = QueueDriver.Millisecond;

    /// <summary>Everybody asks for more than there is, one client for twenty times as much as the others: they are served alike.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void OneClientAsksForTwentyTimesAsMuch_SharesAreEqual(ulong seed)
    {
        long[] served = Saturate(seed, [30, .. Enumerable.Repeat(1.5, 19)], cost: _ => Millisecond, out _);
        Jain(served).ShouldBeGreaterThanOrEqualTo(0.95, $"seed {seed}: {string.Join(' ', served)}");
    }

    /// <summary>The others ask for seven tenths of their shares: they get that in full, and the greedy one what is left.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void OthersAskForLessThanTheirShares_TheyAreServedInFull(ulong seed)
    {
        Saturate(seed, [20, .. Enumerable.Repeat(0.7, 19)], cost: _ => Millisecond, out double smallest);
        smallest.ShouldBeGreaterThanOrEqualTo(0.995, $"seed {seed}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void RequestsOfAClientCostTenTimesAsMuch_SharesOfServiceTimeAreEqual(ulong seed)
    {
        long[] served = Saturate(seed, [2, 2, 2, 2, 2, 2, 2, 2.0], cost: client => client == 0 ? 10 * Millisecond : Millisecond, out _);
        Jain(served).ShouldBeGreaterThanOrEqualTo(0.95, $"seed {seed}: {string.Join(' ', served)}");
    }

    /// <summary>The same with everybody in one line, to show that the index tells fair from unfair.</summary>
    [Fact]
    public void ProtectionIsOff_TheSharesAreTheClients()
    {
        long[] served = Saturate(1, [30, .. Enumerable.Repeat(1.5, 19)], cost: _ => Millisecond, out double smallest, off: true);
        Jain(served).ShouldBeLessThan(0.5);
        smallest.ShouldBeLessThan(0.9);
    }

    [Fact]
    public void RequestCostsAThousandTimesTheMean_ItIsServedInTheEnd()
    {
        var driver = new QueueDriver();
        driver.Queue.Configure(QueueSettings.For(10_000, Millisecond));
        for (int i = 0; i < 50; i++)
        {
            driver.Add(client: 1, cost: Millisecond);
        }

        Waiter dear = driver.Add(client: 2, cost: 1_000 * Millisecond);
        driver.ServeAll().ShouldContain(dear);
    }

    private static double Jain(long[] shares) => Math.Pow(shares.Sum(share => (double)share), 2) / (shares.Length * shares.Sum(share => (double)share * share));

    /// <summary>
    /// Ten seconds with random arrivals, the pool serving 1,000 ms a second. Returns service time by client; demands are in equal shares.
    /// </summary>
    private static long[] Saturate(ulong seed, double[] demands, Func<int, long> cost, out double smallestServed, bool off = false)
    {
        var random = new SeededRandom(seed);
        var driver = new QueueDriver();
        driver.Queue.Configure(off ? QueueSettings.Off : QueueSettings.For(1_000, Millisecond));
        long[] served = new long[demands.Length];
        int[] offered = new int[demands.Length];
        int[] done = new int[demands.Length];
        double share = 1e9 / demands.Length;
        long busyUntil = driver.Now;
        for (int step = 0; step < 100_000; step++)
        {
            driver.Now += Millisecond / 10;
            for (int client = 0; client < demands.Length; client++)
            {
                if (random.NextDouble() < demands[client] * share / cost(client) / 10_000)
                {
                    offered[client]++;
                    driver.Add(client: Mixed(client, seed), cost: cost(client));
                }
            }

            if (step % 50 == 0)
            {
                driver.Queue.Expire(driver.Now);
            }

            while (busyUntil <= driver.Now && driver.Serve() is { } waiter)
            {
                int client = Enumerable.Range(0, demands.Length).First(index => Mixed(index, seed) == waiter.Client);
                served[client] += waiter.CostNanoseconds;
                done[client]++;
                busyUntil = Math.Max(busyUntil, driver.Now - (Millisecond / 10)) + waiter.CostNanoseconds;
            }

            driver.Ended();
        }

        smallestServed = Enumerable.Range(1, demands.Length - 1).Min(client => (double)done[client] / offered[client]);
        return served;
    }

    private static ulong Mixed(int client, ulong seed) => ByteHash.Mix(seed, (ulong)client);
}
