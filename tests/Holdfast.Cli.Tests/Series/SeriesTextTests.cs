using Holdfast.Admin;

namespace Holdfast.Cli.Tests;

public class SeriesTextTests
{
    private static readonly SeriesReport Report = new(
        "pool:shop",
        DateTimeOffset.FromUnixTimeSeconds(1_700_000_000),
        10,
        1,
        [
            new SignalReport("good", "requests/s", "rate", [1, null, 8.5], [1, null, 8], [2, null, 9]),
            new SignalReport("limit", "requests", "level", [0, 0, 1_234_567], null, null),
        ]);

    [Fact]
    public void Lines_ShowHowItWent()
    {
        string[] lines = SeriesText.Lines(Report).Split('\n');
        lines[0].ShouldBe("pool:shop from 2023-11-14 22:13:20Z, 3 steps of 10 s");
        lines[2].ShouldContain("▁·█");
        lines[2].ShouldMatch(@"1 +4\.75 +9 +8\.5$");
        lines[3].ShouldContain("1.23M");
    }

    [Fact]
    public void Table_HasARowForEachStep()
    {
        string[] lines = SeriesText.Table(Report).TrimEnd().Split('\n');
        lines.Length.ShouldBe(5);
        lines[3].ShouldMatch(@"2023-11-14 22:13:30 +- +0$");
    }

    [Fact]
    public void Csv_LeavesEmptyWhatWasNotObserved() =>
        SeriesText.Csv(Report).ShouldBe("time,good,good lowest,good highest,limit\r\n2023-11-14T22:13:20Z,1,1,2,0\r\n2023-11-14T22:13:30Z,,,,0\r\n2023-11-14T22:13:40Z,8.5,8,9,1234567\r\n");

    [Fact]
    public void NothingObserved_IsSaidSo() =>
        SeriesText.Lines(Report with { Signals = [] }).ShouldContain("nothing was observed");

    [Fact]
    public void Events_SayWhatWasBefore()
    {
        EventReport one = new(1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "limit", "server:shop/a", "the limit is fixed", "api: anna", "10", "20");
        SeriesText.Format(new EventListReport(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, [one])).ShouldContain("1970-01-01 00:00:00  limit  server:shop/a  api: anna  the limit is fixed (10 to 20)");
        SeriesText.Format(new EventListReport(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, [])).ShouldStartWith("nothing changed");
    }
}
