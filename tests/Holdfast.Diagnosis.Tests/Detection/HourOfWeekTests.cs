namespace Holdfast.Diagnosis.Tests.Detection;

public class HourOfWeekTests
{
    private const int Hour = HourOfWeek.SecondsPerHour;
    private const int Week = HourOfWeek.Bins * Hour;

    // The beginning of a bin, so that a test's hours are the week's.
    private const long Start = 3000L * Week;

    [Fact]
    public void FirstWeek_HasNoSeason_TheSecondHas()
    {
        HourOfWeek season = new();
        Play(season, Start, Week, Course).ShouldAllBe(offset => offset == 0);
        double[] second = Play(season, Start + Week, 24 * Hour, Course);
        for (int hour = 0; hour < 24; hour++)
        {
            // Half past is where an hour's mean stands.
            second[(hour * Hour) + (Hour / 2)].ShouldBe(Course(Start + (hour * Hour) + (Hour / 2)), 0.5, $"hour {hour}");
        }
    }

    [Fact]
    public void PastThatIsWhole_IsUsedFromTheFirstSecond_AndNothingJumps()
    {
        HourOfWeek season = new();
        season.Adopt(Past(isWhole: true));
        double offset = season.Offset(Start + (9 * Hour), 7, out double rebase);
        offset.ShouldBe(rebase);
        offset.ShouldBe(Course(Start + (9 * Hour)), 0.5);
        season.Offset(Start + (9 * Hour) + 1, 7, out double again);
        again.ShouldBe(0);
    }

    [Fact]
    public void PastOfLessThanAWeek_IsKept_AndUsedWhenTheRestWasSeen()
    {
        HourOfWeek season = new();
        // Five days are known, and the process starts when the sixth begins.
        season.Adopt(Past(isWhole: false, bin => bin < 120));
        Play(season, Start + (120 * Hour), 48 * Hour, Course).ShouldAllBe(offset => offset == 0);
        double[] next = Play(season, Start + Week, 2 * Hour, Course);
        next[Hour / 2].ShouldBe(Course(Start + (Hour / 2)), 0.5);
    }

    [Fact]
    public void HoursThatNothingIsKnownOf_LieOnALineBetweenThoseBesideThem()
    {
        HourOfWeek season = new();
        // Nobody asks between 2 and 6, and nothing is known of the week's last hour and its first.
        season.Adopt(Past(isWhole: true, bin => bin % 24 is < 2 or >= 6 && bin is not (0 or 167)));
        season.Offset(Start, 0, out _);
        double before = Course(Start + Hour + (Hour / 2));
        double after = Course(Start + (6 * Hour) + (Hour / 2));
        for (int hour = 2; hour < 6; hour++)
        {
            season.Offset(Start + (hour * Hour) + (Hour / 2), 0, out _).ShouldBe(before + ((after - before) * (hour - 1) / 5), 1e-3);
        }

        season.Offset(Start + Week - 1, 0, out _).ShouldBe((Course(Start + (166 * Hour) + (Hour / 2)) + Course(Start + Hour + (Hour / 2))) / 2, 0.5);
    }

    /// <summary>The traffic goes on as it was; what is expected must, too, though another hour is written on the wall.</summary>
    [Fact]
    public void ClockThatIsSetBack_MovesTheLevelByWhatTheHoursDiffer()
    {
        HourOfWeek season = new();
        season.Adopt(Past(isWhole: true));
        season.Offset(Start + (12 * Hour), 0, out _);
        double noon = season.Offset(Start + (12 * Hour) + 1, 0, out _);
        double night = season.Offset(Start + (3 * Hour), 0, out double rebase);
        night.ShouldBeLessThan(noon - 3);
        rebase.ShouldBe(night - noon, 1e-6);
    }

    [Fact]
    public void WhatThisProcessHasSeen_IsNotOverwritten()
    {
        HourOfWeek season = new();
        Play(season, Start, Week + Hour, _ => 5);
        season.Adopt(Past(isWhole: true));
        season.Offset(Start + Week + Hour + 1, 5, out _).ShouldBe(5, 1e-3);
    }

    /// <summary>The first hour was seen and is not in the past: on a line between its neighbours it would be what nobody saw.</summary>
    [Fact]
    public void HourThatOnlyThisProcessHasSeen_IsWhatItSaw()
    {
        HourOfWeek season = new();
        Play(season, Start + (9 * Hour), Hour, _ => 40);
        season.Adopt(Past(isWhole: true, bin => bin != 9));
        Play(season, Start + (10 * Hour), 1, Course);
        season.Offset(Start + Week + (9 * Hour) + (Hour / 2), 40, out _).ShouldBe(40, 1e-3);
    }

    // A day: lowest at midnight, highest at noon.
    private static double Course(long second) => 10 - (5 * Math.Cos(2 * Math.PI * (second % (24 * Hour)) / (24 * Hour)));

    private static PastSeason Past(bool isWhole, Func<int, bool>? isKnown = null) =>
        new([.. Enumerable.Range(0, HourOfWeek.Bins).Select(bin => isKnown?.Invoke(bin) == false ? float.NaN : (float)Course((bin * Hour) + (Hour / 2)))], isWhole);

    private static double[] Play(HourOfWeek season, long from, int seconds, Func<long, double> value) =>
        [.. Enumerable.Range(0, seconds).Select(second => season.Offset(from + second, value(from + second), out _))];
}
