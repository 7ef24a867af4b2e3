using Holdfast.Incidents.Replay;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Tests.Replay;

public sealed class KeptReplayTests
{
    private static readonly SeriesSubject Server = new(SubjectKind.Server, "shop/a");

    private readonly FakeSeries recorded = new() { NewestSecond = 1000 };
    private readonly List<(long From, int Count)> asked = [];

    private ReplaySeries Series => new(recorded.Subjects, (subject, signal, from, count) =>
    {
        asked.Add((from, count));
        return ReplaySeries.Of(recorded).Read(subject, signal, from, count);
    });

    [Fact]
    public void WhatWasKept_IsRead_WithRepeatedAndUnknownSeconds()
    {
        recorded.Set(Server, Signal.Good, second => second == 105 ? double.NaN : second < 103 ? 7.25 : second);
        string text = KeptReplay.Write(Series, [(Server, Signal.Good)], 100, 6, 1000)!;
        text.ShouldBe("holdfast-replay 1 100\nServer\tshop/a\tGood\t7.25*3 103 104 -\n");
        KeptReplay kept = KeptReplay.Read(text)!;
        (kept.From, kept.End).ShouldBe((100, 106));
        recorded.Set(Server, Signal.Good, _ => 1);
        kept.Before(Series).Read(Server, Signal.Good, 100, 6).ShouldBe([7.25, 7.25, 7.25, 103, 104, double.NaN]);
    }

    [Fact]
    public void SeriesAreAskedOnlyForWhatWasNotKept()
    {
        recorded.Set(Server, Signal.Good, _ => 7);
        KeptReplay kept = KeptReplay.Read(KeptReplay.Write(Series, [(Server, Signal.Good)], 100, 10, 1000)!)!;
        recorded.Set(Server, Signal.Good, _ => 1);
        asked.Clear();
        kept.Before(Series).Read(Server, Signal.Good, 98, 14).ShouldBe([1, 1, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 1, 1]);
        asked.ShouldBe([(98, 2), (110, 2)]);
        kept.Before(Series).Read(Server, Signal.Good, 108, 3).ShouldBe([7, 7, 1]);
        kept.Before(Series).Read(Server, Signal.Good, 120, 2).ShouldBe([1, 1]);
        kept.Before(Series).Read(Server, Signal.Good, 90, 2).ShouldBe([1, 1]);
    }

    [Fact]
    public void TextThatGrowsTooLong_IsGivenUp_WithoutReadingTheRest()
    {
        recorded.Set(Server, Signal.Good, second => second);
        KeptReplay.Write(Series, Enumerable.Repeat((Server, Signal.Good), 100), 100, 100, 1000).ShouldBeNull();
        asked.Count.ShouldBe(3);
    }

    [Fact]
    public void NothingObserved_CoversNothing()
    {
        KeptReplay kept = KeptReplay.Read(KeptReplay.Write(Series, [(Server, Signal.Good)], 100, 10, 1000)!)!;
        kept.End.ShouldBe(kept.From);
    }

    [Theory]
    [InlineData("too much")]
    [InlineData("holdfast-replay 2 100\n")]
    [InlineData("holdfast-replay 1 soon\n")]
    public void OtherTexts_AreNone(string text) => KeptReplay.Read(text).ShouldBeNull();
}
