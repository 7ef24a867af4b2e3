using Holdfast.Foundation;

namespace Holdfast.DataPlane.Tests.Overload.Limits;

public sealed class ServerSamplesTests
{
    private const long Millisecond = 1_000_000;
    private readonly ServerSamples samples = new();

    [Fact]
    public void Answers_AddUp()
    {
        samples.RecordAnswer(30 * Millisecond, 10 * Millisecond, 40 * Millisecond, lowUse: true, late: false);
        samples.RecordAnswer(10 * Millisecond, 20 * Millisecond, 10 * Millisecond, lowUse: false, late: true);
        SampleTotals sum = Sum();
        sum.Answers.ShouldBe(2);
        sum.Late.ShouldBe(1);
        sum.Timed.ShouldBe(2);
        sum.TimeNanoseconds.ShouldBe(40 * Millisecond);
        sum.ExpectedNanoseconds.ShouldBe(30 * Millisecond);
        sum.ServiceNanoseconds.ShouldBe(50 * Millisecond);
        sum.LowTimed.ShouldBe(1);
        sum.LowTimeNanoseconds.ShouldBe(30 * Millisecond);
    }

    /// <summary>An error that comes at once looks neither quick, nor does it tell how fast the server is by itself.</summary>
    [Theory]
    [InlineData(1, 10)]
    [InlineData(30, 30)]
    public void Failure_CountsAsLongAsTheWorkAtLeast(long time, long counted)
    {
        bool lowUse = samples.SawInFlight(1);
        samples.RecordFailure(time * Millisecond, 10 * Millisecond, time * Millisecond, lowUse, late: false);
        SampleTotals sum = Sum();
        (sum.Answers, sum.Failures, sum.Ended, sum.Drops).ShouldBe((1, 1, 1, 0));
        sum.TimeNanoseconds.ShouldBe(counted * Millisecond);
        sum.ServiceNanoseconds.ShouldBe(time * Millisecond);
        (lowUse, sum.LowSent, sum.LowTimed).ShouldBe((true, 0, 0));
    }

    [Fact]
    public void UnknownExpectation_CountsTheAnswerOnly()
    {
        samples.RecordAnswer(30 * Millisecond, 0, 40 * Millisecond, lowUse: true, late: false);
        Sum().Answers.ShouldBe(1);
        Sum().Timed.ShouldBe(0);
    }

    [Fact]
    public void ClientThatLeft_SaysSomethingOnlyWhenTheServerWasLate()
    {
        samples.RecordAbandoned(39 * Millisecond, 10 * Millisecond, lowUse: false);
        samples.RecordAbandoned(400 * Millisecond, 0, lowUse: false);
        Sum().GivenUp.ShouldBe(0);
        samples.RecordAbandoned(40 * Millisecond, 10 * Millisecond, lowUse: false);
        (Sum().GivenUp, Sum().Timed, Sum().ServiceNanoseconds).ShouldBe((1, 0, 40 * Millisecond));
        SampleTotals believed = Sum().WithGivenUp(areBelieved: true);
        (believed.Timeouts, believed.Timed, believed.TimeNanoseconds).ShouldBe((1, 1, 50 * Millisecond));
        believed.Ended.ShouldBe(Sum().Ended);
    }

    [Fact]
    public void ClientThatLeftLate_CountsAtLowUseOnlyWhereItIsBelieved()
    {
        bool lowUse = samples.SawInFlight(1);
        samples.RecordAbandoned(100 * Millisecond, 10 * Millisecond, lowUse);
        SampleTotals believed = Sum().WithGivenUp(areBelieved: true);
        (believed.LowSent, believed.LowTimed, believed.LowTimeNanoseconds).ShouldBe((1, 1, 110 * Millisecond));
        SampleTotals alone = Sum().WithGivenUp(areBelieved: false);
        (alone.LowSent, alone.LowTimed, alone.Timed).ShouldBe((0, 0, 0));
    }

    [Fact]
    public void StuckRequest_DoesNotOutweighTheRest()
    {
        samples.RecordAnswer(60_000 * Millisecond, 10 * Millisecond, 0, lowUse: false, late: true);
        Sum().TimeNanoseconds.ShouldBe(160 * Millisecond);
    }

    [Fact]
    public void QuickRefusal_DoesNotLookFast()
    {
        samples.RecordDrop(1, 10 * Millisecond);
        Sum().Drops.ShouldBe(1);
        Sum().TimeNanoseconds.ShouldBe(10 * Millisecond);
    }

    [Theory]
    [InlineData(1, 11)]
    [InlineData(10, 20)]
    [InlineData(500, 160)]
    public void RequestGivenUp_CountsAsLongerThanUsual(long waited, long counted)
    {
        samples.RecordTimeout(waited * Millisecond, 10 * Millisecond, lowUse: true);
        Sum().TimeNanoseconds.ShouldBe(counted * Millisecond);
        Sum().LowTimeNanoseconds.ShouldBe(counted * Millisecond);
        Sum().ServiceNanoseconds.ShouldBe(waited * Millisecond, "its slot was held for no longer");
    }

    [Fact]
    public void ExponentialTimesCutShort_HaveTheMeanOfWholeOnes()
    {
        const ulong seed = 5;
        var random = new SeededRandom(seed);
        for (int request = 0; request < 20_000; request++)
        {
            long time = (long)(-Math.Log(1 - random.NextDouble()) * 10 * Millisecond);
            if (time < 5 * Millisecond)
            {
                samples.RecordAnswer(time, 10 * Millisecond, time, lowUse: true, late: false);
            }
            else
            {
                samples.RecordTimeout(5 * Millisecond, 10 * Millisecond, lowUse: true);
            }
        }

        Sum().LowRatio.ShouldBe(1, 0.02, $"seed {seed}");
    }

    [Fact]
    public void Peak_IsTakenOnce()
    {
        samples.TakePeak().ShouldBe(0);
        samples.SawInFlight(3);
        samples.SawInFlight(7);
        samples.SawInFlight(2);
        samples.TakePeak().ShouldBe(7);
        samples.TakePeak().ShouldBe(0);
        samples.SawInFlight(1);
        samples.TakePeak().ShouldBe(1);
    }

    [Fact]
    public void LowUse_IsUpToWhatTheLoopSays()
    {
        samples.SetLowUse(5);
        samples.SawInFlight(5).ShouldBeTrue();
        samples.SawInFlight(6).ShouldBeFalse();
    }

    [Fact]
    public void Deviation_IsThatOfTheSum()
    {
        // Ratios 1 and 3, mean 2, deviation 1: the sum of two expectations of 10 ms scatters by 10 ms times the root of 2.
        samples.RecordAnswer(10 * Millisecond, 10 * Millisecond, 0, lowUse: false, late: false);
        samples.RecordAnswer(30 * Millisecond, 10 * Millisecond, 0, lowUse: false, late: false);
        Sum().TimeDeviation.ShouldBe(10 * Millisecond * Math.Sqrt(2), 1);
    }

    private SampleTotals Sum()
    {
        SampleTotals sum = default;
        samples.AddTo(ref sum);
        return sum;
    }
}
