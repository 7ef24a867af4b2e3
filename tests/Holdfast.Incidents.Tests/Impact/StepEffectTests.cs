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

    /// <summary>As recorded: the limit of a server was lowered, as many were hit as before, and 20 s later people started the others again.</summary>
    [Fact]
    public void StepThatWasFollowedByAsMuchHarm_DidNotHelp_WhereAnotherCameBeforeTheEnd()
    {
        NewEntry started = Entry(EntryKind.Note, 58, ("note", "Did"));
        NewEntry[] stretches = [Stretch(0, 29, 30), Stretch(30, 47, 18), Stretch(48, 70, 12), started];
        Helped(38, 70, stretches).ShouldBe(false);
        Helped(58, 70, stretches).ShouldBe(true);
        Helped(38, 70, stretches[..3]).ShouldBe(true, "nobody did anything else, and it was over soon after");
        Helped(38, 70, Stretch(0, 29, 30), Stretch(30, 47, 18), Stretch(48, 70, 12, hit: 10), started).ShouldBe(true, "a quarter were hit after it");
    }

    [Fact]
    public void StepInOneOutage_IsNotJudgedByTheEndOfTheNext()
    {
        Incident incident = Outage(55, Stretch(0, 2, 3), Stretch(3, 6, 4), Stretch(7, 14, 8), Stretch(15, 30, 16), Stretch(31, 53, 13));
        incident = bench.Book.Add(incident.Id, Entry(EntryKind.Relapsed, 57, ("state", "declared"), ("onset", $"{Start + 53}")), Stretch(54, 57, 1), Entry(EntryKind.Cleared, 70));
        incident.Outages.Count.ShouldBe(2);
        StepEffect.Helped(incident, At(1)).ShouldBe(false);
    }

    [Fact]
    public void OutageThatHasNotYetBeenMeasuredAfterTheStep_IsNotKnown() =>
        Helped(20, null, Stretch(0, 29, 30)).ShouldBeNull();

    [Fact]
    public void NobodyWasHurt_IsNotKnown() =>
        Helped(20, 60, Stretch(0, 29, 0)).ShouldBeNull();

    private bool? Helped(int step, int? cleared, params NewEntry[] stretches) => StepEffect.Helped(Outage(cleared, stretches), At(step));

    private Incident Outage(int? cleared, params NewEntry[] stretches)
    {
        Incident incident = bench.Book.Open(
            Entry(EntryKind.Opened, 0, ("pool", "shop")),
            Entry(EntryKind.Declared, 3, ("onset", $"{Start}"), ("pool", "shop")));
        incident = bench.Book.Add(incident.Id, stretches);
        return cleared is { } at ? bench.Book.Add(incident.Id, Entry(EntryKind.Cleared, at)) : incident;
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
