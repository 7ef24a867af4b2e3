namespace Holdfast.Diagnosis.Tests.Detection;

/// <summary>Arrivals by chance, in tenths of a second.</summary>
public class SurgeBuildUpTests
{
    private const double Calm = 20;

    /// <summary>The campaign of the built-in drill: 240 requests/s, and 188 more each second. Its servers are full after 1.2 s and refuse somebody after 2.4 s.</summary>
    [Fact]
    public void Campaign_IsSeenBeforeAnybodyIsRefused_AndNotBeforeItBegins()
    {
        for (ulong seed = 1; seed <= 100; seed++)
        {
            double? seen = FirstSeen(seed, 30, static at => 240 + (188 * Math.Max(0, at - Calm)));
            seen.ShouldNotBeNull($"seed {seed}");
            seen.Value.ShouldBeInRange(Calm, Calm + 1.5, $"seed {seed}");
        }
    }

    [Fact]
    public void TwiceAsMuchAtOnce_IsSeenWithinSixTenths()
    {
        for (ulong seed = 1; seed <= 100; seed++)
        {
            FirstSeen(seed, 30, static at => at < Calm ? 240 : 480).ShouldNotBeNull().ShouldBeInRange(Calm, Calm + 0.6, $"seed {seed}");
        }
    }

    [Fact]
    public void AFewSecondsAfterTheFirstRequest_ItSees() =>
        FirstSeen(1, 10, static at => at < 4.5 ? 240 : 240 + (400 * (at - 4.5))).ShouldNotBeNull().ShouldBeInRange(4.5, 5.6);

    /// <summary>A daily cycle and noise that lasts for seconds: a suspicion a month would be cheap, and one a week is the most.</summary>
    [Theory]
    [InlineData(120)]
    [InlineData(1000)]
    [InlineData(20_000)]
    public void AWeekOfOrdinaryTraffic_IsNoSurge(double rate)
    {
        SeededRandom random = new(7);
        double noise = 0;
        int seen = 0;
        SurgeBuildUp surge = new();
        long offered = 0;
        for (int tenth = 0; tenth < 7 * 86_400 * 10; tenth++)
        {
            noise = tenth % 10 == 0 ? (0.95 * noise) + (0.31 * 0.05 * Normal(random)) : noise;
            double now = rate * Math.Exp(noise + (0.7 * Math.Sin(2 * Math.PI * tenth / 864_000.0)));
            offered += Arrivals(random, now / 10);
            seen += surge.Look(100_000_000L * tenth, offered) is null ? 0 : 1;
        }

        seen.ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public void LooksThatComeLate_AreNoSurge()
    {
        SeededRandom random = new(3);
        SurgeBuildUp surge = new();
        long now = 0;
        long offered = 0;
        for (int look = 0; look < 10_000; look++)
        {
            // The machine stands still now and then: what came meanwhile is seen at once.
            int tenths = look % 50 == 0 ? 12 : 1;
            now += 100_000_000L * tenths;
            offered += Arrivals(random, 30 * tenths);
            surge.Look(now, offered).ShouldBeNull();
        }
    }

    [Fact]
    public void FewRequests_AreLeftToWholeSeconds() => FirstSeen(1, 30, static at => at < Calm ? 40 : 200).ShouldBeNull();

    [Fact]
    public void CountersThatBeginAnew_AreNoSurge_AndTheNextLookGoesOn()
    {
        SurgeBuildUp surge = new();
        for (int tenth = 0; tenth < 200; tenth++)
        {
            surge.Look(100_000_000L * tenth, 1_000_000 + (30L * tenth)).ShouldBeNull();
        }

        surge.Look(100_000_000L * 200, 0).ShouldBeNull();
        surge.Look(100_000_000L * 201, 30).ShouldBeNull();
        surge.Look(100_000_000L * 202, 30 + 300).ShouldNotBeNull().Usual.ShouldBe(300, 1);
    }

    [Fact]
    public void WhatIsSeen_SaysHowMuchAndWhatWasUsual()
    {
        SurgeBuildUp surge = new();
        (double Rate, double Usual)? seen = null;
        for (int tenth = 0; tenth < 220 && seen is null; tenth++)
        {
            seen = surge.Look(100_000_000L * tenth, tenth <= 200 ? 30L * tenth : 6000 + (60L * (tenth - 200)));
        }

        seen.ShouldNotBeNull().ShouldBe((600, 300));
    }

    private static double? FirstSeen(ulong seed, double seconds, Func<double, double> rate)
    {
        SeededRandom random = new(seed);
        SurgeBuildUp surge = new();
        long offered = 0;
        for (int tenth = 0; tenth < seconds * 10; tenth++)
        {
            offered += Arrivals(random, rate((tenth - 0.5) / 10) / 10);
            if (surge.Look(100_000_000L * tenth, offered) is not null)
            {
                return tenth / 10.0;
            }
        }

        return null;
    }

    private static long Arrivals(SeededRandom random, double mean)
    {
        if (mean > 60)
        {
            return Math.Max(0, (long)Math.Round(mean + (Math.Sqrt(mean) * Normal(random))));
        }

        double limit = Math.Exp(-mean);
        double product = random.NextDouble();
        long count = 0;
        while (product > limit)
        {
            product *= random.NextDouble();
            count++;
        }

        return count;
    }

    private static double Normal(SeededRandom random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
