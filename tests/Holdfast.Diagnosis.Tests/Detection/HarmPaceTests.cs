namespace Holdfast.Diagnosis.Tests.Detection;

public class HarmPaceTests
{
    [Fact]
    public void NobodyWasEverHurt_NothingHasEnded() => Paced([0, 0, 0, 0]).HasEnded.ShouldBeFalse();

    [Fact]
    public void HurtEverySecond_HasEndedAfterTwelve()
    {
        HarmPace pace = Paced(Enumerable.Repeat(40.0, 20));
        Quiet(pace, 11);
        pace.HasEnded.ShouldBeFalse();
        Quiet(pace, 1);
        pace.HasEnded.ShouldBeTrue();
    }

    [Fact]
    public void HurtEveryTenSeconds_IsWaitedForTwoMinutes()
    {
        HarmPace pace = Paced(Enumerable.Range(0, 200).Select(second => second % 10 == 0 ? 1.0 : 0));
        Quiet(pace, 100);
        pace.HasEnded.ShouldBeFalse();
        Quiet(pace, 20);
        pace.HasEnded.ShouldBeTrue();
    }

    [Fact]
    public void StragglerAfterTheEnd_IsNoNewPace()
    {
        HarmPace pace = Paced(Enumerable.Repeat(40.0, 20));
        Quiet(pace, 30);
        pace.Add(1);
        pace.HasEnded.ShouldBeFalse();
        Quiet(pace, 60);
        pace.HasEnded.ShouldBeTrue();
    }

    [Fact]
    public void FailureLongAgo_DoesNotDrawOutTheEndOfAShortOutage()
    {
        HarmPace pace = Paced([1]);
        Quiet(pace, 3600);
        foreach (double each in Enumerable.Repeat(100.0, 6))
        {
            pace.Add(each);
        }

        Quiet(pace, 11);
        pace.HasEnded.ShouldBeFalse();
        Quiet(pace, 1);
        pace.HasEnded.ShouldBeTrue();
    }

    private static HarmPace Paced(IEnumerable<double> bad)
    {
        HarmPace pace = new();
        foreach (double each in bad)
        {
            pace.Add(each);
        }

        return pace;
    }

    private static void Quiet(HarmPace pace, int seconds)
    {
        for (int second = 0; second < seconds; second++)
        {
            pace.Add(0);
        }
    }
}
