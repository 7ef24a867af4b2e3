using Holdfast.Incidents.Measures;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Measures;

public sealed class FalseTrailsTests : IDisposable
{
    private readonly Bench bench = new();

    public FalseTrailsTests() => bench.Desk.Open("customers cannot pay", "shop", null, null, "anna");

    public void Dispose() => bench.Dispose();

    [Fact]
    public void NobodyFollowedAnything_IsUnknown_AndWithACauseNothing()
    {
        FalseTrails.SecondsOf(bench.Only).ShouldBeNull();
        Add(EntryKind.CauseFound, 50, ("name", "surge"), ("claim", "more people came"));
        FalseTrails.SecondsOf(bench.Only).ShouldBe(0);
    }

    [Fact]
    public void TrailsThatOverlap_CountOnce_AndGapsDoNot()
    {
        Rejected("network", 10, 30);
        Rejected("imbalance", 20, 40);
        Rejected("one-client", 60, 65);
        FalseTrails.SecondsOf(bench.Only).ShouldBe(35);
    }

    [Fact]
    public void WhatStoodInTheEnd_AndWhatWasNeverTakenSeriously_IsNoTrail()
    {
        Rejected("surge", 10, 30);
        Add(EntryKind.HypothesisRejected, 30, ("name", "network"), ("opened", "no"));
        Add(EntryKind.CauseFound, 50, ("name", "surge"), ("claim", "more people came"));
        FalseTrails.SecondsOf(bench.Only).ShouldBe(0);
    }

    [Fact]
    public void WrongPathOfPeople_BeginsWithTheirAssumption_WhateverTheyLookedAtAfterwards()
    {
        Note(NoteKind.Assumed, 10);
        Note(NoteKind.Investigated, 20);
        Note(NoteKind.WrongPath, 50);
        FalseTrails.SecondsOf(bench.Only).ShouldBe(40);
    }

    [Fact]
    public void NextWrongPath_BeginsWithWhatFollowedTheLastOne()
    {
        Note(NoteKind.Assumed, 10);
        Note(NoteKind.WrongPath, 50);
        Note(NoteKind.Investigated, 60);
        Note(NoteKind.WrongPath, 75);
        FalseTrails.SecondsOf(bench.Only).ShouldBe(55);
    }

    [Fact]
    public void WrongPathWithoutABeginning_MakesItUnknown()
    {
        Rejected("network", 10, 30);
        Note(NoteKind.WrongPath, 50);
        FalseTrails.SecondsOf(bench.Only).ShouldBeNull();
    }

    private void Rejected(string name, int from, int to) =>
        Add(EntryKind.HypothesisRejected, to, ("name", name), ("opened", "yes"), ("openedAt", At(from).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)));

    private void Note(NoteKind kind, int at) => Add(EntryKind.Note, at, ("note", kind.ToString()));

    private void Add(EntryKind kind, int at, params (string Name, string Value)[] data) =>
        bench.Book.Add(1, new NewEntry(kind, At(at), "anna", "said by a test") { Data = data.ToDictionary(one => one.Name, one => one.Value) });

    private static DateTimeOffset At(int second) => DateTimeOffset.FromUnixTimeSeconds(Bench.Start + second);
}
