using Holdfast.Foundation;

namespace Holdfast.Drills;

public class ServiceTimeTests
{
    private const int Samples = 400_000;

    [Theory]
    [InlineData(ServiceShape.Fixed, 0.0, 0.0)]
    [InlineData(ServiceShape.Exponential, 0.0, 1.0)]
    [InlineData(ServiceShape.Lognormal, 0.5, 0.5)]
    [InlineData(ServiceShape.Lognormal, 1.5, 1.5)]
    public void Samples_HaveTheMeanAndTheVariation(ServiceShape shape, double written, double expected)
    {
        ServiceTime time = new(shape, TimeSpan.FromMilliseconds(5), written);
        SeededRandom random = new(7);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < Samples; i++)
        {
            double sample = time.SampleNanoseconds(random) / 5e6;
            sample.ShouldBeGreaterThanOrEqualTo(0);
            sum += sample;
            squares += sample * sample;
        }

        double mean = sum / Samples;
        mean.ShouldBe(1, 0.01, $"seed {random.Seed}");
        Math.Sqrt(Math.Max(0, (squares / Samples) - (mean * mean))).ShouldBe(expected, 0.06, $"seed {random.Seed}");
    }

    [Fact]
    public void SameSeed_GivesTheSameTimes()
    {
        ServiceTime time = new(ServiceShape.Lognormal, TimeSpan.FromMilliseconds(5), 1.5);
        SeededRandom first = new(3);
        SeededRandom second = new(3);
        for (int i = 0; i < 100; i++)
        {
            time.SampleNanoseconds(first).ShouldBe(time.SampleNanoseconds(second));
        }
    }
}
