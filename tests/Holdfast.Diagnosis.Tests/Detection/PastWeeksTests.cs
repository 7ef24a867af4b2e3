using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Tests.Detection;

public class PastWeeksTests
{
    private const int Hour = HourOfWeek.SecondsPerHour;
    private const int Day = 24 * Hour;
    private const int Week = 7 * Day;
    private const long Now = MadeSeries.Start;
    private const string FirstAttempts = "first-attempt-shift";

    [Fact]
    public void FourWeeks_GiveEveryDetectorOfAPoolItsHours()
    {
        PastSeasons seasons = Read(Usual(4 * Week));
        foreach (ISeasonal detector in DetectorRegistry.Create().OfType<ISeasonal>())
        {
            PastSeason season = seasons.Of(detector.Name).ShouldNotBeNull(detector.Name);
            // How servers share is asked of a thousand servers, and has no course of a day.
            season.IsWhole.ShouldBe(detector is not ImbalanceShift, detector.Name);
            season.Means.ShouldAllBe(mean => float.IsNaN(mean) == detector is ImbalanceShift, detector.Name);
        }

        Rates(seasons).ShouldAllBe(hour => Math.Abs(hour.Rate - Rate(hour.Bin * Hour + (Hour / 2))) < 2);
        seasons.Whole.ShouldBe(DetectorRegistry.Create().OfType<ISeasonal>().Count() - 1);
    }

    [Fact]
    public void OutageOfHours_AndACampaignOfADay_LeaveNoTrace()
    {
        // Yesterday 6 hours of failures, with a tenth of the usual traffic; the day before ten times the traffic, all served.
        bool IsOutage(long second) => second >= Now - Day && second < Now - Day + (6 * Hour);
        bool IsCampaign(long second) => second >= Now - (3 * Day) && second < Now - (2 * Day);
        MadeArchive archive = Usual(4 * Week);
        archive.Set(Signal.OfferedFirst, second => Rate(second) * (IsOutage(second) ? 0.1 : IsCampaign(second) ? 10 : 1))
            .Set(Signal.Good, second => Rate(second) * (IsOutage(second) ? 0.05 : IsCampaign(second) ? 10 : 1))
            .Set(Signal.FailedServerError, second => IsOutage(second) ? Rate(second) * 0.05 : 0);
        Rates(Read(archive)).ShouldAllBe(hour => Math.Abs(hour.Rate - Rate(hour.Bin * Hour + (Hour / 2))) < 3);
    }

    [Fact]
    public void OnlyWeekWithAnOutage_IsKnownAllTheSame_ButForItsHours()
    {
        bool IsOutage(long second) => second >= Now - (2 * Day) && second < Now - (2 * Day) + (3 * Hour);
        PastSeasons seasons = Read(Usual(Week).Set(Signal.ShedOverload, second => IsOutage(second) ? Rate(second) : 0));
        PastSeason season = seasons.Of(FirstAttempts).ShouldNotBeNull();
        season.IsWhole.ShouldBeTrue();
        season.Means.Count(float.IsNaN).ShouldBe(3);
    }

    /// <summary>A clock that was a day and a half ahead for a day: its hours stand where others belong, and some in a time that is still to come.</summary>
    [Fact]
    public void HoursOfAWrongClock_AreOutvoted_AndThoseOfTheFutureNotRead()
    {
        bool IsWrong(long second) => second >= Now - (10 * Day) && second < Now - (9 * Day);
        MadeArchive archive = new MadeArchive(Now - (4 * Week), Now + (2 * Day))
            .Set(Signal.OfferedFirst, second => second >= Now ? 100_000 : Rate(IsWrong(second) ? second - (36 * Hour) : second))
            .Set(Signal.Good, _ => 1000);
        Rates(Read(archive)).ShouldAllBe(hour => Math.Abs(hour.Rate - Rate(hour.Bin * Hour + (Hour / 2))) < 3);
    }

    [Fact]
    public void NightsWithoutARequest_AreNotKnown_AndTheWeekIsWholeAllTheSame()
    {
        static bool IsNight(long second) => second % Day < 5 * Hour;
        PastSeasons seasons = Read(Usual(2 * Week).Set(Signal.FirstByteMedian, second => IsNight(second) ? double.NaN : 0.05));
        PastSeason season = seasons.Of("first-byte-shift").ShouldNotBeNull();
        season.IsWhole.ShouldBeTrue();
        season.Means.Count(float.IsNaN).ShouldBe(7 * 5);
    }

    [Theory]
    [InlineData(6 * Day)]
    [InlineData(Hour)]
    public void LessThanAWeek_IsNotAWholeOne(int kept) => Read(Usual(kept)).Of(FirstAttempts).ShouldNotBeNull().IsWhole.ShouldBeFalse();

    [Fact]
    public void PoolThatNothingIsKeptOf_IsAskedForOnce()
    {
        MadeArchive archive = Usual(Week);
        PastWeeks weeks = new(archive, new SeriesSubject(SubjectKind.Pool, "new"), Now);
        weeks.ReadDay().ShouldBeFalse();
        weeks.Seasons().Whole.ShouldBe(0);
        archive.Reads.ShouldBeLessThan(60);
    }

    [Theory]
    // The disk was busy for a moment: nothing is missing.
    [InlineData(3, 6, 0)]
    // For longer: each pool tries again five times, and the rest of the days is read.
    [InlineData(3, 10, 2)]
    // The disk is gone: asked 33 times and no more.
    [InlineData(0, 1000, 28)]
    public void DiskThatIsBusy_EndsTheReadingOfNoOtherDay(int from, int to, int leftOut)
    {
        BusyArchive archive = new(Usual(4 * Week), reading => reading >= from && reading < to);
        PastWeeks weeks = new(archive, MadeSeries.Pool, Now);
        while (weeks.ReadDay())
        {
        }

        weeks.DaysLeftOut.ShouldBe(leftOut);
        archive.Readings.ShouldBe(28 + Math.Min(5, to - from));
        PastSeason season = weeks.Seasons().Of(FirstAttempts).ShouldNotBeNull();
        season.IsWhole.ShouldBe(leftOut < 28);
        season.Means.Any(float.IsNaN).ShouldBe(leftOut == 28);
    }

    [Fact]
    public void EveryDayIsReadOnItsOwn_SoThatTheReaderCanRest()
    {
        PastWeeks weeks = new(Usual(4 * Week), MadeSeries.Pool, Now);
        int days = 1;
        while (weeks.ReadDay())
        {
            days++;
        }

        days.ShouldBe(28);
    }

    /// <summary>Every evening traffic rises from 50 to 820 requests/s within two hours. Who has started just before it and knows the weeks is not surprised.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void StartedBeforeTheUsualRise_ItIsNoShift_WhereTheWeeksAreKept(bool areKept)
    {
        const int Seconds = 3 * Hour;
        const double RootPerSecond = 0.003;
        long rises = (Now % Day) + Hour;
        double Evening(long second) => Math.Pow(Math.Sqrt(50) + (RootPerSecond * Math.Clamp((second % Day) - rises, 0, 2 * Hour)), 2);
        SeededRandom random = new(7);
        double[] offered = [.. Enumerable.Range(0, Seconds).Select(second => Evening(Now + second) + (Math.Sqrt(Evening(Now + second)) * random.Normal()))];
        MadeSeries series = new MadeSeries(Seconds).Set(MadeSeries.Pool, Signal.OfferedFirst, second => offered[second]);
        DetectionWatch watch = new(series, DiagnosisSettings.Default, [new FirstAttemptShift()]);
        if (areKept)
        {
            watch.Adopt(Read(new MadeArchive(Now - (4 * Week), Now).Set(Signal.OfferedFirst, Evening).Set(Signal.Good, Evening)));
        }

        int fired = 0;
        series.Play(watch, _ => fired += watch.Active.Count > 0 ? 1 : 0);
        (fired > 0).ShouldBe(!areKept);
    }

    /// <summary>The control: what the hour does not explain fires as fast as without a season.</summary>
    [Fact]
    public void ShiftThatTheHourDoesNotExplain_FiresWithASeason()
    {
        const int Seconds = 1200;
        SeededRandom random = new(8);
        double[] offered = [.. Enumerable.Range(0, Seconds).Select(second => (Rate(Now + second) * (second < 600 ? 1 : 1.6)) + (Math.Sqrt(Rate(Now + second)) * random.Normal()))];
        MadeSeries series = new MadeSeries(Seconds).Set(MadeSeries.Pool, Signal.OfferedFirst, second => offered[second]);
        DetectionWatch watch = new(series, DiagnosisSettings.Default, [new FirstAttemptShift()]);
        watch.Adopt(Read(Usual(4 * Week)));
        int first = -1;
        series.Play(watch, second => first = first < 0 && watch.Active.Count > 0 ? second : first);
        first.ShouldBeInRange(600, 620);
    }

    private static double Rate(long second) => 200 - (120 * Math.Cos(2 * Math.PI * (second % Day) / Day));

    /// <summary>By bin, in requests a second again.</summary>
    private static IEnumerable<(int Bin, double Rate)> Rates(PastSeasons seasons) =>
        seasons.Of(FirstAttempts).ShouldNotBeNull().Means.Select((mean, bin) => (bin, (double)mean * mean));

    private static PastSeasons Read(MadeArchive archive)
    {
        PastWeeks weeks = new(archive, MadeSeries.Pool, Now);
        while (weeks.ReadDay())
        {
        }

        return weeks.Seasons();
    }

    private static MadeArchive Usual(int seconds) => new MadeArchive(Now - seconds, Now)
        .Set(Signal.OfferedFirst, Rate).Set(Signal.OfferedRetry, second => Rate(second) * 0.02).Set(Signal.Good, second => Rate(second) * 1.01).Set(Signal.FailedServerError, second => Rate(second) * 0.01)
        .Set(Signal.ClientEntropy, _ => 0.9).Set(Signal.ConnectP99, _ => 0.01).Set(Signal.FirstByteMedian, second => 0.05 + (0.0001 * Rate(second))).Set(Signal.QueueWaitP99, _ => 0.006);
}
