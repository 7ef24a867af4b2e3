namespace Holdfast.DataPlane.Tests.Overload.Limits;

public sealed class LeaversTests
{
    private const long Millisecond = 1_000_000;

    private readonly ServerSamples samples = new();
    private readonly Leavers leavers = new();
    private SampleTotals before;

    [Theory]
    [InlineData(0, 10, true, "nobody is answered")]
    [InlineData(1, 10, true, "hardly anybody is")]
    [InlineData(5, 10, false, "the others are answered as quickly as ever")]
    [InlineData(5, 19, false, "or with what its limit leaves to a queue")]
    [InlineData(5, 21, true, "the others are late, too")]
    [InlineData(300, 10, true, "so few are the tail of what the route takes")]
    public void ThoseWhoLeft_AreBelievedWhenNobodyIsAnsweredInTime(int answers, long milliseconds, bool areBelieved, string why)
    {
        Pass(10, answers, milliseconds);
        leavers.AreBelieved(Window(), baseline: 1).ShouldBe(areBelieved, why);
    }

    [Fact]
    public void AllWasWellUntilNow_AndNowNobodyIsAnswered_TheyAreBelievedAtOnce()
    {
        for (int tick = 0; tick < 30; tick++)
        {
            Pass(5, 50, 10);
        }

        leavers.AreBelieved(Window(), baseline: 1).ShouldBeFalse();
        before = Sum();
        Pass(30, 0, 10);
        leavers.AreBelieved(Window(), baseline: 1).ShouldBeTrue();
    }

    [Fact]
    public void QuickAnswersOfAnotherRoute_AcquitNobody()
    {
        for (int answer = 0; answer < 300; answer++)
        {
            samples.RecordAnswer(Millisecond / 10, Millisecond / 10, 0, lowUse: false, late: false);
        }

        Pass(100, 0, 10);
        leavers.AreBelieved(Window(), baseline: 1).ShouldBeTrue();
    }

    private void Pass(int givenUp, int answers, long milliseconds)
    {
        for (int request = 0; request < givenUp; request++)
        {
            samples.RecordAbandoned(100 * Millisecond, 10 * Millisecond, lowUse: false);
        }

        for (int answer = 0; answer < answers; answer++)
        {
            samples.RecordAnswer(milliseconds * Millisecond, 10 * Millisecond, 0, lowUse: false, late: false);
        }

        leavers.Update(Sum());
    }

    private SampleTotals Window() => Sum().Since(before);

    private SampleTotals Sum()
    {
        SampleTotals sum = default;
        samples.AddTo(ref sum);
        return sum;
    }
}
