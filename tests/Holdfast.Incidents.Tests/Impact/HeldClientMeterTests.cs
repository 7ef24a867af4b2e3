using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Impact;

/// <summary>As it was recorded: 57 clients, and one of them that asked for four times as much as all others together for 50 s.</summary>
public sealed class HeldClientMeterTests
{
    private const long From = 500;
    private const long To = 549;
    private static readonly SeriesSubject Pool = new(SubjectKind.Pool, "shop");
    private static readonly SeriesSubject Crawler = new(SubjectKind.Client, "127.0.76.9");
    private readonly FakeSeries series = new() { NewestSecond = 1000 };

    public HeldClientMeterTests()
    {
        series.Set(Pool, Signal.OfferedFirst, second => IsHurt(second) ? 300 : 60);
        series.Set(Pool, Signal.Clients, _ => 57);
        series.Set(Pool, Signal.ClientsHarmed, second => IsHurt(second) ? 3 : 0);
        series.Set(Pool, Signal.ShedFairShare, second => IsHurt(second) ? 160 : 0);
        series.Set(Pool, Signal.ShedOverload, second => IsHurt(second) ? 2 : 0);
        series.Set(Pool, Signal.TopClientShare, second => IsHurt(second) ? 0.8 : 0.03);
        // Its figures come slowly, and fade when it is over.
        series.Set(Crawler, Signal.ShedFairShare, second => IsHurt(second) ? Math.Min(160, 20 * (second - From + 1)) : second is > To and < To + 30 ? 50 : 0);
        SeriesSubject critical = new(SubjectKind.Class, "shop/critical");
        series.Set(critical, Signal.OfferedFirst, second => IsHurt(second) ? 80 : 15);
        series.Set(critical, Signal.ShedFairShare, second => IsHurt(second) ? 40 : 0);
    }

    [Fact]
    public void RefusalsOfOneClient_AreToldAsItsOwn_AndTheSeverityIsThatOfTheOthers()
    {
        ImpactSum sum = Measure();
        (sum.Shed, sum.BadSeconds).ShouldBe((8100, 50));
        sum.Held.ShouldBe(new HeldClient("127.0.76.9", 12000, 8000, 50));
        sum.IsOfOneClient.ShouldBeTrue();
        (sum.OfOthers.Shed, sum.OfOthers.Offered).ShouldBe((100, 3000));
        sum.OfOthers.UsersShare.ShouldBe(2 / 56.0, 1e-9);
        // At most all that others lost was critical: 100 of 2100.
        (sum.OfOthers.CriticalBad, sum.OfOthers.CriticalOffered).ShouldBe((100, 2100));
        series.Set(Pool, Signal.ShedOverload, _ => 0);
        SeverityRule.Of(Measure()).ShouldBe(Severity.Sev3, "two of a hundred others were harmed, and nobody of the critical class");
    }

    [Fact]
    public void RefusalsOfMany_AreNobodysOwn()
    {
        series.Set(new SeriesSubject(SubjectKind.Client, "127.0.76.10"), Signal.ShedFairShare, second => IsHurt(second) ? 160 : 0);
        ImpactSum sum = Measure();
        sum.IsOfOneClient.ShouldBeFalse();
        sum.OfOthers.ShouldBe(sum);
        SeverityRule.Of(sum).ShouldBe(Severity.Sev2);
    }

    [Fact]
    public void FewAddressesOfAProxy_AreEverybody()
    {
        series.Set(Pool, Signal.Clients, _ => 3);
        Measure().IsOfOneClient.ShouldBeFalse();
    }

    [Fact]
    public void RefusalsForLackOfCapacity_AreNobodysOwn()
    {
        series.Set(Pool, Signal.ShedOverload, second => IsHurt(second) ? 60 : 0);
        Measure().IsOfOneClient.ShouldBeFalse();
    }

    [Fact]
    public void AnotherPoolThatRefusesAtTheSameTime_LeavesItOpenWhoseTheyWere()
    {
        series.Set(new SeriesSubject(SubjectKind.Pool, "images"), Signal.ShedFairShare, second => second < 530 ? 5 : 0);
        Measure().Held!.Refused.ShouldBe(20 * 160);
    }

    [Fact]
    public void StretchesAdded_NameTheOneThatWasRefusedMost()
    {
        HeldClient? sum = HeldClient.Sum(HeldClient.Sum(new HeldClient("a", 20, 10, 2), new HeldClient("b", 5, 4, 1)), new HeldClient("a", 4, 3, 1));
        sum.ShouldBe(new HeldClient("a", 24, 13, 3));
        HeldClient.Sum(null, sum).ShouldBe(sum);
    }

    [Fact]
    public void Records_KeepWhoseTheyWere()
    {
        using Bench bench = new();
        ImpactSum sum = Measure();
        Incident incident = bench.Book.Open(new Timeline.NewEntry(Timeline.EntryKind.Opened, bench.Clock.UtcNow, "detection", "unusual"),
            new Timeline.NewEntry(Timeline.EntryKind.Declared, bench.Clock.UtcNow, "detection", "declared") { Data = new() { ["pool"] = "shop" } },
            new Timeline.NewEntry(Timeline.EntryKind.Impact, bench.Clock.UtcNow, "gateway", "hit") { Data = ImpactData.Write(sum, From, To) });
        incident.Impact.Held.ShouldBe(sum.Held);
    }

    private ImpactSum Measure() => ImpactMeter.Measure(series, Pool, ImpactUsual.Unknown, From, To);

    private static bool IsHurt(long second) => second is >= From and <= To;
}
