namespace Holdfast.DataPlane.Tests.Overload.Bulkheads;

public sealed class AnswerBlockTests
{
    private const long Second = 1_000_000_000;

    private AnswerBlock block;

    [Fact]
    public void Block_IsWholeWithFiftyAnswersAndASecond()
    {
        Add((49, 49 * 100), 2 * Second).ShouldBe(0);
        Add((50, 50 * 100), 2 * Second).ShouldBeGreaterThan(0);
        Add((500, 500 * 100), 2 * Second + 1).ShouldBe(0, "a moment says nothing of the next");
        Add((500, 500 * 100), 3 * Second).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Mean_IsOfItsOwnAnswers_AndTwoDeviationsMore()
    {
        Add((100, 100 * 100), 2 * Second).ShouldBe(120);
        Add((500, (100 * 100) + (400 * 1_000)), 3 * Second).ShouldBe(1_100);
    }

    [Theory]
    [InlineData(4, 199, 0)]
    [InlineData(4, 200, 128.3)]
    [InlineData(0, 10_000, 0)]
    public void TimesScatterMore_MoreAnswersAreNeeded(double variation, int answers, double expected) =>
        Add((answers, answers * 100), 2 * Second, variation).ShouldBe(expected, 0.1);

    /// <summary>Those back first are the quick ones.</summary>
    [Fact]
    public void AnswersTakeLong_TheBlockIsTenTimesAsLong()
    {
        Add((100, 100 * Second / 2), 4 * Second).ShouldBe(0);
        Add((120, 120 * Second / 2), 5 * Second).ShouldBeGreaterThan(Second / 2.0);
    }

    private double Add((long Count, long Nanoseconds) sum, long now, double variation = 1) => block.Add(sum, variation, now, out _);
}
