using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Impact;

/// <summary>Whether users had it better after a step, in an outage that began at 0.</summary>
public sealed class StepEffectTests : IDisposable
{
    private const long Start = Bench.Start + 1000;

    private readonly Bench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void HarmThatFallsToNothing_Helped_ThoughTheOutageLasts() =>
        Helped(20, null, Stretch(0, 29, 30), Stretch(30, 59, 0)).ShouldBe(true);

    [Fact]
    public void LullWithinAnOutage_Helped_ThoughItCameBack() =>
        Helped(20, 150, Stretch(0, 29, 30), Stretch(30, 59, 0), Stretch(60, 89, 0), Stretch(90, 139, 50)).ShouldBe(true);

    [Fact]
    public void SlownessThatStays_WasNotHelped_ThoughNobodyWasRefused() =>
        Helped(20, 150, Stretch(0, 29, 30, hit: 0), Stretch(30, 59, 30, hit: 0), Stretch(60, 139, 80, hit: 0)).ShouldBe(false);

    [Fact]
    public void SlownessThatEnds_WasHelped() =>
        Helped(20, null, Stretch(0, 29, 30, hit: 0), Stretch(30, 59, 5, hit: 0)).ShouldBe(true);

    [Fact]
    public void StepAfterTheEnd_DidNotHelp() =>
        Helped(140, 150, Stretch(0, 29, 30), Stretch(30, 59, 30)).ShouldBe(false);

    [Fact]
    public void StepInAQuietStretch_DidNotHelp() =>
        Helped(40, 200, Stretch(0, 29, 30), Stretch(30, 59, 0), Stretch(60, 89, 0), Stretch(90, 139, 50)).ShouldBe(false);

    [Fact]
    public void HalfOfTheHarmInTheMinuteThatFollowed_IsCountedOverAllOfIt() =>
        Helped(20, 150, Stretch(0, 29, 30), Stretch(30, 59, 30), Stretch(60, 89, 12), Stretch(90, 139, 50)).ShouldBe(false);

    [Fact]
    public void OutageThatHasNotYetBeenMeasuredAfterTheStep_IsNotKnown() =>
        Helped(20, null, Stretch(0, 29, 30)).ShouldBeNull();

    [Fact]
    public void NobodyWasHurt_IsNotKnown() =>
        Helped(20, 60, Stretch(0, 29, 0)).ShouldBeNull();

    private bool? Helped(int step, int? cleared, params NewEntry[] stretches)
    {
        Incident incident = bench.Book.Open(
            Entry(EntryKind.Opened, 0, ("pool", "shop")),
            Entry(EntryKind.Declared, 3, ("onset", $"{Start}"), ("pool", "shop")));
        incident = bench.Book.Add(incident.Id, stretches);
        incident = cleared is { } at ? bench.Book.Add(incident.Id, Entry(EntryKind.Cleared, at)) : incident;
        return StepEffect.Helped(incident, At(step));
    }

    /// <summary>Its first seconds were bad ones, and of a hundred users each of them hit so many.</summary>
    private static NewEntry Stretch(int from, int to, int bad, double hit = 40)
    {
        ImpactSum sum = bad == 0 ? ImpactSum.None : new(Start + from, Start + from + bad - 1, 100 * bad, hit * bad, 0, 100 * bad, hit * bad, bad, hit == 0 ? bad : 0, hit / 100, Start + from, 0, 0);
        return new NewEntry(EntryKind.Impact, At(to), "gateway", "measured") { Data = ImpactData.Write(sum, Start + from, Start + to), Sources = ["series:pool:shop/failed"] };
    }

    private static NewEntry Entry(EntryKind kind, int after, params (string Name, string Value)[] data) =>
        new(kind, At(after), "detection", "said by a test") { Data = data.ToDictionary(one => one.Name, one => one.Value), Sources = ["diagnosis@1"] };

    private static DateTimeOffset At(int after) => DateTimeOffset.FromUnixTimeSeconds(Start + after);
}
