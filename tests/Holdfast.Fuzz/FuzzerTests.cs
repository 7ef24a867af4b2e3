using System.Diagnostics;
using Holdfast.Fuzz.Reference;
using Holdfast.Http1;

namespace Holdfast.Fuzz;

public sealed class FuzzerTests
{
    /// <summary>The same every time, so that a red run is red again; the timed run below takes another seed each time.</summary>
    private const ulong FixedSeed = 1;

    [Fact]
    public void TimedRun_ParserAndReferenceReadEveryStreamAlike()
    {
        string? wish = Environment.GetEnvironmentVariable("HOLDFAST_FUZZ_SECONDS");
        TimeSpan time = TimeSpan.FromSeconds(wish == null ? 20 : double.Parse(wish));
        ulong seed = (ulong)DateTime.UtcNow.Ticks & 0xFFFFFF;
        var fuzzer = new Fuzzer(seed);
        var watch = Stopwatch.StartNew();
        string? difference = null;
        while (difference == null && watch.Elapsed < time)
        {
            difference = fuzzer.Run(1000);
        }

        difference.ShouldBeNull($"seed {seed}");
        fuzzer.Inputs.ShouldBeGreaterThan(0);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Generator_ReachesEveryReasonAndManyGoodStreams()
    {
        var fuzzer = new Fuzzer(FixedSeed);
        fuzzer.Run(150_000).ShouldBeNull();
        foreach (Rejection row in Rejections.All)
        {
            fuzzer.Endings[(int)row.Reason].ShouldBeGreaterThan(0, row.Label);
        }

        fuzzer.Endings[0].ShouldBeGreaterThan(40_000);
    }

    /// <summary>Proves that the comparison can fail: a reference with one mistake, each of a kind that was a real vulnerability somewhere, is caught.</summary>
    [Fact]
    public void ReferenceWithOneMistake_IsCaught()
    {
        foreach (Twist twist in Enum.GetValues<Twist>())
        {
            if (twist != Twist.None)
            {
                new Fuzzer(FixedSeed, twist).Run(100_000).ShouldNotBeNull(twist.ToString());
            }
        }
    }

    [Fact]
    public void Difference_IsReportedWithSeedAndInput() =>
        new Fuzzer(FixedSeed, Twist.TakesBareLineFeed).Run(100_000).ShouldNotBeNull().ShouldStartWith("seed 1 input ");
}
