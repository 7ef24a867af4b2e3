using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload.Retries;

public sealed class RetryBudgetTests
{
    private const long Second = 1_000_000_000;
    private const ulong Seed = 71;

    [Fact]
    public void FromTheStart_AFewRetriesAreAllowed()
    {
        RetryBudget budget = new();
        int taken = 0;
        while (budget.TryBegin(inFlight: 0))
        {
            budget.End();
            taken++;
        }

        taken.ShouldBe(10, "ten seconds' worth at one a second");
    }

    [Fact]
    public void EverythingFails_RetriesAreATenthOfTheRequests()
    {
        RetryBudget budget = new();
        long now = Second;
        budget.Earn(0, now);
        long retries = 0;
        for (int i = 0; i < 1_000; i++)
        {
            // 1,000 requests a second for 100 s, each of which would like to be retried.
            now += Second / 10;
            budget.Earn(100, now);
            for (int j = 0; j < 100 && budget.TryBegin(inFlight: 1_000); j++)
            {
                retries++;
                budget.End();
            }
        }

        retries.ShouldBeInRange(10_000, 10_011);
        budget.Spent.ShouldBe(retries);
    }

    [Fact]
    public void QuietPool_EarnsOneASecond()
    {
        RetryBudget budget = Empty();
        for (int i = 1; i <= 100; i++)
        {
            budget.Earn(0, (1 + i) * Second / 20);
        }

        budget.Tokens.ShouldBe(5, 0.11);
    }

    [Fact]
    public void SavedUp_IsTenSecondsWorth()
    {
        RetryBudget budget = new();
        long now = Second;
        budget.Earn(0, now);
        for (int i = 0; i < 2_000; i++)
        {
            now += Second / 20;
            budget.Earn(25, now);
        }

        budget.Tokens.ShouldBe(10 * (50 + 1), 5, "500 requests a second");
    }

    [Fact]
    public void AtOnce_ThreeOrATenthOfWhatIsInFlight()
    {
        RetryBudget budget = new();
        for (int i = 0; i < 3; i++)
        {
            budget.TryBegin(inFlight: 5).ShouldBeTrue();
        }

        budget.TryBegin(inFlight: 5).ShouldBeFalse();
        budget.TryBegin(inFlight: 39).ShouldBeFalse();
        budget.TryBegin(inFlight: 40).ShouldBeTrue();
        budget.End();
        budget.End();
        budget.TryBegin(inFlight: 5).ShouldBeTrue();
        budget.Concurrent.ShouldBe(3);
    }

    [Fact]
    public void KeptConnectionsBreakTogether_EachTakesATokenAndNoPlaceOfTheOthers()
    {
        RetryBudget budget = new();
        int taken = 0;
        while (budget.TrySpend())
        {
            taken++;
        }

        taken.ShouldBe(10);
        budget.Concurrent.ShouldBe(0);
        budget.Spent.ShouldBe(10);
        budget.TryBegin(inFlight: 1_000).ShouldBeFalse();
        budget.Refund();
        budget.Spent.ShouldBe(9);
        budget.TryBegin(inFlight: 1_000).ShouldBeTrue();
    }

    [Fact]
    public void ManyThreads_SpendNoTokenTwice()
    {
        for (int round = 0; round < 50; round++)
        {
            RetryBudget budget = new();
            int taken = 0;
            Parallel.For(0, 4, _ =>
            {
                for (int i = 0; i < 50; i++)
                {
                    if (budget.TryBegin(inFlight: 1_000))
                    {
                        Interlocked.Increment(ref taken);
                        budget.End();
                    }
                }
            });
            taken.ShouldBe(10);
            budget.Concurrent.ShouldBe(0);
        }
    }

    [Fact]
    public void RandomLoads_NeverMoreThanEarnedAndSaved()
    {
        SeededRandom random = new(Seed);
        RetryBudget budget = new();
        long now = Second;
        budget.Earn(0, now);
        double allowed = 10;
        for (int i = 0; i < 5_000; i++)
        {
            long elapsed = (long)(random.NextDouble() * Second / 5);
            int requests = random.Next(40);
            now += elapsed;
            budget.Earn(requests, now);
            allowed += Math.Max(requests * 0.1, elapsed / 1e9) + 0.001;
            for (int j = random.Next(20); j > 0; j--)
            {
                if (budget.TryBegin(inFlight: 100))
                {
                    budget.End();
                }
            }

            ((double)budget.Spent).ShouldBeLessThanOrEqualTo(allowed, $"seed {Seed}, step {i}");
        }

        budget.Spent.ShouldBeGreaterThan((long)(allowed * 0.8), $"seed {Seed}");
    }

    private static RetryBudget Empty()
    {
        RetryBudget budget = new();
        budget.Earn(0, Second / 20);
        while (budget.TryBegin(inFlight: 0))
        {
            budget.End();
        }

        return budget;
    }
}
