using System.Diagnostics;
using Holdfast.Fuzz.Reference;

namespace Holdfast.Fuzz;

public sealed class GatewayFuzzerTests
{
    [Fact]
    public void TimedRun_ServerSeesWhatTheReferenceReadsAndEachAnswerIsItsRequests()
    {
        string? wish = Environment.GetEnvironmentVariable("HOLDFAST_FUZZ_SECONDS");
        TimeSpan time = TimeSpan.FromSeconds(wish == null ? 20 : double.Parse(wish));
        ulong seed = (ulong)DateTime.UtcNow.Ticks & 0xFFFFFF;
        using GatewayFuzzer fuzzer = new(seed);
        var watch = Stopwatch.StartNew();
        string? difference = null;
        while (difference == null && watch.Elapsed < time)
        {
            difference = fuzzer.Run(100);
        }

        difference.ShouldBeNull($"seed {seed}");
        fuzzer.Requests.ShouldBeGreaterThan(0);
        Console.WriteLine($"gateway fuzzing, seed {seed}: {fuzzer.Inputs} streams, {fuzzer.Requests} requests served, {fuzzer.Refusals} refused in {watch.Elapsed.TotalSeconds:F0} s");
    }

    /// <summary>Proves that the comparison can fail: a reference that lets a trick pass differs from the gateway.</summary>
    [Theory]
    [InlineData(nameof(Twist.TakesBareLineFeed))]
    [InlineData(nameof(Twist.ForgetsHttp10Close))]
    public void ReferenceWithOneMistake_IsCaught(string twist)
    {
        using GatewayFuzzer fuzzer = new(1, Enum.Parse<Twist>(twist));
        fuzzer.Run(5_000).ShouldNotBeNull();
    }
}
