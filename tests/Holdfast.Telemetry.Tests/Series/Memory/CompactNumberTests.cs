using Holdfast.Foundation;
using Holdfast.Telemetry.Series;

namespace Holdfast.Telemetry.Tests.Series.Memory;

public class CompactNumberTests
{
    [Fact]
    public void WholeNumbersToTwoThousand_AreExact()
    {
        for (int number = 0; number <= 2048; number++)
        {
            CompactNumber.ToDouble(CompactNumber.Of(number)).ShouldBe(number);
        }
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(0.0123)]
    [InlineData(0.999)]
    [InlineData(70_000)]
    [InlineData(123_456_789)]
    [InlineData(3e10)]
    public void AnyNumber_IsOffByLessThanATwoThousandth(double value)
    {
        SeededRandom random = new(17);
        for (int trial = 0; trial < 1000; trial++)
        {
            double one = value * (0.5 + (random.NextUInt64() % 1000 / 1000.0));
            CompactNumber.ToDouble(CompactNumber.Of(one)).ShouldBe(one, one / 2000);
        }
    }

    [Fact]
    public void OutOfRange_IsTheNearest()
    {
        CompactNumber.ToDouble(CompactNumber.Of(-1)).ShouldBe(0);
        CompactNumber.ToDouble(CompactNumber.Of(1e-12)).ShouldBe(0);
        CompactNumber.ToDouble(CompactNumber.Of(1e15)).ShouldBe(6.87e10, 1e9);
        CompactNumber.ToDouble(CompactNumber.Of(double.PositiveInfinity)).ShouldBe(6.87e10, 1e9);
    }

    [Fact]
    public void NothingObserved_StaysNothing() => double.IsNaN(CompactNumber.ToDouble(CompactNumber.Of(double.NaN))).ShouldBeTrue();
}
