using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection.Detectors;

public class SurgeOnsetTests
{
    [Theory]
    [InlineData(240, 188)]
    [InlineData(120, 40)]
    [InlineData(1000, 2000)]
    public void Ramp_IsSuspectedWithinFiveSecondsOfPassingOnePointTwo(double rate, double risePerSecond)
    {
        MadeSeries series = Ramp(rate, risePerSecond, from: 10);
        int passes = 10 + (int)Math.Ceiling(0.2 * rate / risePerSecond);
        (new SurgeOnset().FiresAt(series) - passes).ShouldBeInRange(-1, 5);
    }

    [Fact]
    public void SurgeFourSecondsAfterTheStart_IsSuspected() => new SurgeOnset().FiresAt(Ramp(240, 300, from: 6)).ShouldBeInRange(6, 12);

    [Fact]
    public void JumpThatNoChanceMakes_IsSuspectedInItsFirstSecond() => new SurgeOnset().FiresAt(Ramp(240, 188, from: 20)).ShouldBe(20);

    [Fact]
    public void NoiseOfChance_IsQuiet() => new SurgeOnset().FiresAt(DetectorProbe.Steady(20_000, 50)).ShouldBe(-1);

    [Fact]
    public void MorningsRise_IsQuiet()
    {
        SeededRandom random = new(7);
        double[] rate = [.. Enumerable.Range(0, 20_000).Select(second => 100 + (100 * second / 10_000.0) + (12 * random.Normal()))];
        new SurgeOnset().FiresAt(new MadeSeries(20_000).Set(MadeSeries.Pool, Signal.OfferedFirst, second => rate[second])).ShouldBe(-1);
    }

    private static MadeSeries Ramp(double rate, double rise, int from)
    {
        SeededRandom random = new(3);
        double[] values = [.. Enumerable.Range(0, 60).Select(second => rate + (rise * Math.Max(0, second - from + 1)) + (Math.Sqrt(rate) * random.Normal()))];
        return new MadeSeries(60).Set(MadeSeries.Pool, Signal.OfferedFirst, second => values[second]);
    }
}
