using System.Net;
using Holdfast.Foundation;

namespace Holdfast.Admin.Tests;

public sealed class AttemptLimiterTests
{
    private static readonly IPAddress Attacker = IPAddress.Parse("192.0.2.1");

    // Longer than any test: who has to wait is seen by a task that is not finished.
    private static readonly TimeSpan Delay = TimeSpan.FromHours(1);

    private readonly VirtualClock clock = new();

    [Fact]
    public void FewFailures_AreFree()
    {
        AttemptLimiter limiter = Failed(Attacker, AttemptLimiter.FreeFailures - 1);
        Enter(limiter, Attacker).IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void MoreFailures_MeanWaiting_ForThatAddressOnly()
    {
        AttemptLimiter limiter = Failed(Attacker, AttemptLimiter.FreeFailures);
        Enter(limiter, Attacker).IsCompleted.ShouldBeFalse();
        Enter(limiter, IPAddress.Parse("192.0.2.2")).IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task OnlySoManyMayWait()
    {
        AttemptLimiter limiter = Failed(Attacker, AttemptLimiter.FreeFailures);
        using CancellationTokenSource leave = new();
        Task<bool>[] waiting = [.. Enumerable.Range(0, AttemptLimiter.MaximumWaiting).Select(_ => limiter.TryEnterAsync(Attacker, leave.Token))];
        (await Enter(limiter, Attacker)).ShouldBeFalse();

        await leave.CancelAsync();
        await Task.WhenAll(waiting).ContinueWith(_ => { }, TaskScheduler.Default);
        Enter(limiter, Attacker).IsCompleted.ShouldBeFalse("those who left make room");
    }

    [Fact]
    public void AfterAMinute_TheAddressIsFreeAgain()
    {
        AttemptLimiter limiter = Failed(Attacker, AttemptLimiter.FreeFailures);
        clock.Advance(TimeSpan.FromMinutes(1));
        Enter(limiter, Attacker).IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void AddressesOfOneIPv6Network_AreOne()
    {
        AttemptLimiter limiter = Failed(IPAddress.Parse("2001:db8::1"), AttemptLimiter.FreeFailures);
        Enter(limiter, IPAddress.Parse("2001:db8::ffff")).IsCompleted.ShouldBeFalse();
        Enter(limiter, IPAddress.Parse("2001:db8:0:1::1")).IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void MappedIPv4_IsIPv4()
    {
        AttemptLimiter limiter = Failed(Attacker.MapToIPv6(), AttemptLimiter.FreeFailures);
        Enter(limiter, Attacker).IsCompleted.ShouldBeFalse();
        Enter(limiter, IPAddress.Parse("192.0.2.2").MapToIPv6()).IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void MoreAddressesThanFit_ShareOneEntry_UntilTheMinuteIsOver()
    {
        AttemptLimiter limiter = new(clock, Delay);
        for (int index = 0; index < 5000; index++)
        {
            limiter.Failed(new IPAddress((long)index + 1));
        }

        IPAddress late = IPAddress.Parse("198.51.100.1");
        Enter(limiter, late).IsCompleted.ShouldBeFalse("thousands of failures came past the bound");
        clock.Advance(TimeSpan.FromMinutes(1));
        Enter(limiter, late).IsCompletedSuccessfully.ShouldBeTrue();
    }

    private static Task<bool> Enter(AttemptLimiter limiter, IPAddress address) => limiter.TryEnterAsync(address, CancellationToken.None);

    private AttemptLimiter Failed(IPAddress address, int times)
    {
        AttemptLimiter limiter = new(clock, Delay);
        for (int failure = 0; failure < times; failure++)
        {
            limiter.Failed(address);
        }

        return limiter;
    }
}
