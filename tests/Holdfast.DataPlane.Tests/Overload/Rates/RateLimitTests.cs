using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Overload.Rates;

public sealed class RateLimitTests
{
    private const long Second = 1_000_000_000;

    private static readonly RequestRate TwoPerSecond = new(2, TimeSpan.FromSeconds(1));

    [Fact]
    public void RateIsSpent_RefusedWithTheTimeUntilTheNext()
    {
        var limit = new RateLimit(new RateLimitConfig { Rate = TwoPerSecond }, seed: 1);
        Wait(limit, 7, Second).ShouldBe(0);
        Wait(limit, 7, Second).ShouldBe(0);
        Wait(limit, 7, Second).ShouldBe(Second / 2);
        Wait(limit, 8, Second).ShouldBe(0);
        (limit.Allowed, limit.Refused).ShouldBe((3, 1));
    }

    [Fact]
    public void DryRun_CountsAndLetsPass()
    {
        var limit = new RateLimit(new RateLimitConfig { Rate = TwoPerSecond, Concurrency = 1, DryRun = true }, seed: 1);
        for (int i = 0; i < 10; i++)
        {
            Wait(limit, 7, Second).ShouldBe(0);
        }

        (limit.Allowed, limit.Refused).ShouldBe((1, 9));
    }

    [Fact]
    public void ConcurrencyIsUsedUp_RefusedUntilOneLeaves()
    {
        var limit = new RateLimit(new RateLimitConfig { Concurrency = 1 }, seed: 1);
        RateEntry first = limit.TryEnter(7, Second);
        first.WaitNanoseconds.ShouldBe(0);
        RateEntry refused = limit.TryEnter(7, Second);
        refused.WaitNanoseconds.ShouldBe(RateLimit.ConcurrencyWaitNanoseconds);
        limit.Withdraw(refused);
        Wait(limit, 7, Second).ShouldBeGreaterThan(0, "ending a refusal frees nothing");
        limit.Leave(first);
        Wait(limit, 7, Second).ShouldBe(0);
    }

    [Fact]
    public void RateRefuses_ConcurrencyIsNotHeld()
    {
        var limit = new RateLimit(new RateLimitConfig { Rate = TwoPerSecond, Burst = 1, Concurrency = 1 }, seed: 1);
        limit.Leave(limit.TryEnter(7, Second));
        Wait(limit, 7, Second).ShouldBe(Second / 2);
        Wait(limit, 7, 2 * Second).ShouldBe(0);
    }

    [Fact]
    public void AnotherLimitRefuses_WhatWasTakenIsGivenBack_AndNothingIsCountedAsAllowed()
    {
        var limit = new RateLimit(new RateLimitConfig { Rate = TwoPerSecond, Burst = 1, Concurrency = 1 }, seed: 1);
        for (int i = 0; i < 5; i++)
        {
            RateEntry entry = limit.TryEnter(7, Second);
            entry.WaitNanoseconds.ShouldBe(0);
            limit.Withdraw(entry);
        }

        (limit.Allowed, limit.Refused).ShouldBe((0, 0));
        Wait(limit, 7, Second).ShouldBe(0);
        Wait(limit, 7, Second).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void SameEntryAfterAReload_KeepsItsBuckets()
    {
        var config = new RateLimitConfig { Rate = TwoPerSecond, Per = new ClientKey(ClientKeySource.Header, "X-Customer") };
        var limit = new RateLimit(config, seed: 1);
        limit.IsFor(new RateLimitConfig { Rate = TwoPerSecond, Per = new ClientKey(ClientKeySource.Header, "X-Customer") }).ShouldBeTrue();
        limit.IsFor(config with { Burst = 5 }).ShouldBeFalse();
    }

    /// <summary>A configuration is warned about by this figure before it is taken into use.</summary>
    [Theory]
    [InlineData(true, 0, ClientKeySource.Client)]
    [InlineData(false, 5, ClientKeySource.Key)]
    [InlineData(true, 5, ClientKeySource.Network)]
    [InlineData(true, 5, ClientKeySource.Route)]
    public void WhatIsMadeForALimit_IsAsMuchAsIsSaidOfIt(bool hasRate, int concurrency, ClientKeySource source)
    {
        RateLimitConfig config = new() { Rate = hasRate ? TwoPerSecond : null, Concurrency = concurrency, Per = new ClientKey(source, "") };
        Made(config);
        (Made(config) - RateLimitTables.BytesOf(config)).ShouldBeInRange(0, 2_000);
    }

    [Fact]
    public void Deciding_AllocatesNothing()
    {
        var limit = new RateLimit(new RateLimitConfig { Rate = TwoPerSecond, Concurrency = 5 }, seed: 1);
        Decide(limit, 1_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Decide(limit, 100_000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(10_000);
    }

    private static long Made(RateLimitConfig config)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(new RateLimit(config, seed: 1));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Decide(RateLimit limit, int count)
    {
        for (int i = 0; i < count; i++)
        {
            RateEntry entry = limit.TryEnter((ulong)i * 0x9E37_79B9_7F4A_7C15, Second + i);
            limit.Confirm(entry);
            limit.Leave(entry);
        }
    }

    private static long Wait(RateLimit limit, ulong key, long now)
    {
        RateEntry entry = limit.TryEnter(key, now);
        limit.Confirm(entry);
        return entry.WaitNanoseconds;
    }
}
