using System.Globalization;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Lifecycle;

public sealed class OutageMeasuresTests : IDisposable
{
    private readonly Bench bench = new();
    private readonly OutageMeasures measures;

    public OutageMeasuresTests()
    {
        measures = new OutageMeasures(bench.Book, bench.Series, bench.Settings);
        bench.Run(100);
        bench.Break(10_000, 0.6);
        bench.Run(5);
    }

    public void Dispose() => bench.Dispose();

    [Fact]
    public void FirstMeasure_ComesWithTheDeclaration_AndSaysHowBadItIs()
    {
        Declare();
        Measure(0);
        TimelineEntry first = Impacts().ShouldHaveSingleItem();
        (first.Number("to"), first.Text).ShouldBe((bench.Second, "84 % of the users hit in 5 s; 300 requests failed, 0 were refused of 500"), first.Text);
        bench.Only.Severity.ShouldBe(Severity.Sev1);
    }

    [Theory]
    [InlineData(24, 0)]
    [InlineData(9, 0)]
    [InlineData(7, 7)]
    [InlineData(3, 3)]
    public void HiccupBeforeIt_IsItsBeginning_OnlyWhereHardlyAWellSecondLiesBetween(int before, int counted)
    {
        using Bench other = new();
        OutageMeasures own = new(other.Book, other.Series, other.Settings);
        other.Run(100 - before);
        other.Break(2, 0.6);
        other.Run(before);
        other.Break(10_000, 0.6);
        long onset = other.Second + 1;
        other.Run(5);
        other.Book.Open(new NewEntry(EntryKind.Opened, other.Clock.UtcNow, "detection", "unusual") { Data = new() { ["pool"] = "shop" } },
            new NewEntry(EntryKind.Declared, other.Clock.UtcNow, "detection", "declared") { Data = new() { ["pool"] = "shop", ["onset"] = onset.ToString(CultureInfo.InvariantCulture) } });
        own.Measure(other.Only, other.Second, isLast: false);
        other.Only.Start.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(onset - counted));
        other.Only.Impact.BadSeconds.ShouldBe(counted == 0 ? 5 : 7);
    }

    [Fact]
    public void LaterOnes_FollowOneAnother_AndComeFurtherAndFurtherApart()
    {
        Declare();
        Measure(0);
        for (int second = 0; second < 600; second++)
        {
            Measure(1);
        }

        TimelineEntry[] all = Impacts();
        for (int index = 1; index < all.Length; index++)
        {
            all[index].Number("from").ShouldBe(all[index - 1].Number("to") + 1, "no second is left out, and none is counted twice");
            (all[index].Number("to") - all[index].Number("from")).ShouldBeGreaterThanOrEqualTo(3);
        }

        (all[^1].Number("to") - all[^1].Number("from")).ShouldBeInRange(bench.Settings.MeasureEvery.TotalSeconds - 1, bench.Settings.MeasureEvery.TotalSeconds + 3);
        all.Length.ShouldBeLessThan(40);
        bench.Only.Impact.BadSeconds.ShouldBeInRange(565, 606);
    }

    [Fact]
    public void LastMeasure_LeavesNoSecondOut()
    {
        Declare();
        Measure(0);
        Measure(1, isLast: true);
        Impacts()[^1].Number("to").ShouldBe(bench.Second);
    }

    [Fact]
    public void WhatIsOver_IsNotMeasured()
    {
        Open();
        bench.Book.Add(1, Entry(EntryKind.Declared, "it was declared"), new NewEntry(EntryKind.Cleared, bench.Clock.UtcNow, "detection", "over"));
        Measure(10);
        Impacts().ShouldBeEmpty();
    }

    [Fact]
    public void SeverityThatSomebodyHasSaid_StaysWhateverIsMeasured()
    {
        Declare();
        bench.Desk.SetSeverity(1, "sev3", "anna");
        Measure(0);
        bench.Only.Severity.ShouldBe(Severity.Sev3);
        bench.Only.Of(EntryKind.Severity).ShouldHaveSingleItem().Author.ShouldBe("anna");
    }

    private void Open() => bench.Book.Open(Entry(EntryKind.Opened, "unusual"));

    private void Declare()
    {
        Open();
        bench.Book.Add(1, Entry(EntryKind.Declared, "it was declared"));
    }

    private void Measure(int secondsLater, bool isLast = false)
    {
        bench.Clock.Advance(TimeSpan.FromSeconds(secondsLater));
        bench.Series.NewestSecond = bench.Second;
        measures.Measure(bench.Only, bench.Second, isLast);
    }

    private TimelineEntry[] Impacts() => [.. bench.Only.Of(EntryKind.Impact)];

    private NewEntry Entry(EntryKind kind, string text) => new(kind, bench.Clock.UtcNow, "detection", text)
    {
        Data = new() { ["pool"] = "shop", ["onset"] = (bench.Second - 4).ToString(CultureInfo.InvariantCulture) },
    };
}
