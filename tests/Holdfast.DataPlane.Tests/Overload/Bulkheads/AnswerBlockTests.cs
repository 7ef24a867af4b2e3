namespace Holdfast.DataPlane.Tests.Overload.Bulkheads;

public sealed class AnswerBlockTests
{
    private const long Second = 1_000_000_000;

    private AnswerBlock block;

    [Fact]
    public void Block_IsWholeWithFiftyAnswersAndASecond()
    {
        block.Add((49, 49 * 100), 2 * Second).ShouldBe(0);
        block.Add((50, 50 * 100), 2 * Second).ShouldBeGreaterThan(0);
        block.Add((500, 500 * 100), 2 * Second + 1).ShouldBe(0, "a moment says nothing of the next");
        block.Add((500, 500 * 100), 3 * Second).ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Mean_IsOfItsOwnAnswers_AndTwoDeviationsMore()
    {
        block.Add((100, 100 * 100), 2 * Second).ShouldBe(120);
        block.Add((500, (100 * 100) + (400 * 1_000)), 3 * Second).ShouldBe(1_100);
    }
}
