using Holdfast.Diagnosis;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Reports;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Reports;

public sealed class IncidentStoryTests
{
    [Fact]
    public void Story_TellsWhatSinceWhenWhoWhyWhatIsDoneAndWhatIsNext()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Break(200, 0.6);
        bench.Run(3);
        bench.Declare(onsetAgo: 2);
        bench.Run(10);
        bench.FindCause("limits.connections of pool shop was lowered from 200 to 60");
        bench.Run(40);
        string[] next = [.. NextSteps.Of(bench.Only, bench.Settings)];
        var story = IncidentStory.Of(IncidentReports.Of(bench.Only, isDurable: true, withTimeline: true, next), all: false);

        story.Select(part => part.Heading).ShouldBe(["What", "Since when", "Who is affected", "Why", "What is being done", "What is next", "Timeline (UTC)"]);
        Part("What").ShouldBe("Incident 1, shop: pool-exhaustion: confirmed, SEV1, nobody leads it.");
        Part("Since when").ShouldBe("Began 2030-03-17 17:48:21 UTC and lasts; noticed by detection 17:48:22, 1 s after it began.");
        Part("Who is affected").ShouldStartWith("Pool shop: 84 % of the users had a failed or refused request");
        Part("Why").ShouldContain("pool-exhaustion: every connection to pool shop is in use");
        Part("Why").ShouldContain("Set off by: limits.connections of pool shop was lowered from 200 to 60.");
        Part("Why").ShouldContain("Not network: connections are opened as quickly as usual.");
        Part("What is being done").ShouldContain("The gateway bounds connections");
        next.ShouldBe(
        [
            "Nobody has acknowledged it yet: holdfast incident ack 1",
            "Raise limits.connections of pool shop if the servers can hold more (holdfast reload)",
            "Nobody leads: holdfast incident role 1 commander NAME",
        ]);

        string Part(string heading) => string.Join('\n', story.First(part => part.Heading == heading).Sentences);
    }

    [Fact]
    public void SeveralOutages_NameWhatWasRuledOutOnce()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Outage();
        bench.Run(60);
        bench.Outage();
        IncidentStory.Of(IncidentReports.Of(bench.Only, isDurable: true, withTimeline: true), all: false).First(part => part.Heading == "Why").Sentences.ShouldContain("Ruled out at once: surge.");
    }

    /// <summary>Records keep two digits: what was 99.7 % is 1.00 there.</summary>
    [Fact]
    public void NearlySure_IsNeverToldAsWhollySure()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Break(60, 0.6);
        bench.Run(3);
        bench.Declare(onsetAgo: 2);
        bench.Run(3);
        bench.FindCause(probability: 0.997);
        bench.Run(20);
        Why(bench)[0].ShouldEndWith("(over 99 % sure).");
        bench.Clear();
        bench.Run(1);
        Why(bench)[0].ShouldContain("(over 99 % sure, found ");
    }

    [Fact]
    public void WhileItLasts_WhyIsWhatTheDiagnosisSaysNow()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Break(200, 0.6);
        bench.Run(3);
        bench.Declare(onsetAgo: 2);
        bench.Run(3);
        Why(bench).ShouldBe(["The cause is undetermined."]);
        bench.FindCause();
        bench.Run(20);
        Why(bench).Take(2).ShouldBe([$"{CauseStated.Of(bench.Desk.Seen())}.", "Found 2030-03-17 17:48:26 UTC."]);
        Why(bench)[0].ShouldBe("pool-exhaustion: every connection to pool shop is in use and requests wait for one while the servers have time (97 % sure).");
        bench.Doubt("network", CauseClass.Network);
        bench.Run(20);
        Why(bench)[0].ShouldBe("The cause is not certain yet: nearly all speaks for network.");
        Why(bench)[1].ShouldStartWith("Stated before: pool-exhaustion: ");
        Why(bench).ShouldNotContain(line => line.StartsWith("Not network", StringComparison.Ordinal), "nothing speaks against it any more");
        Why(bench)[0].ShouldContain(CauseStated.Of(bench.Desk.Seen())!, Case.Insensitive);
    }

    [Fact]
    public void WhenItIsOver_WhyIsWhatWasRecorded()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Outage();
        bench.Suspect(number: 2);
        Why(bench)[0].ShouldStartWith("pool-exhaustion: every connection");
        Why(bench).ShouldContain("Not network: connections are opened as quickly as usual.");
    }

    [Fact]
    public void Notes_KeepTheirKind_AndWhatPeopleDidIsAmongWhatIsDone()
    {
        using Bench bench = new();
        bench.Desk.Open("customers cannot pay", "shop", null, null, "anna");
        bench.Desk.Note(1, "pings are fine", NoteKind.WrongPath, null, "ben");
        bench.Desk.Note(1, "switched the queue off.", NoteKind.Did, null, "ben");
        bench.Desk.Note(1, "the queue is long", NoteKind.Note, null, "ben");
        var story = IncidentStory.Of(IncidentReports.Of(bench.Only, isDurable: true, withTimeline: true), all: false);
        IReadOnlyList<string> timeline = story.Single(part => part.Heading.StartsWith("Timeline", StringComparison.Ordinal)).Sentences;
        timeline.ShouldContain(line => line.Contains("note, wrong-path: pings are fine", StringComparison.Ordinal));
        timeline.ShouldContain(line => line.Contains("note, did: switched the queue off.", StringComparison.Ordinal));
        timeline.ShouldContain(line => line.Contains("note: the queue is long", StringComparison.Ordinal));
        story.Single(part => part.Heading == "What is being done").Sentences.ShouldContain("17:46:40 switched the queue off (ben).");
    }

    [Fact]
    public void WhatIsBeingDone_IsInTheOrderInWhichItHappened()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Break(200, 0.6);
        bench.Run(3);
        bench.Desk.Open("customers cannot pay", "shop", null, null, "anna");
        bench.Desk.Note(1, "switched the queue off", NoteKind.Did, null, "ben");
        bench.Run(5);
        bench.Declare(onsetAgo: 2);
        bench.Run(5);
        bench.FindCause();
        bench.Run(5);
        bench.Desk.Note(1, "raised the limit", NoteKind.Did, null, "ben");
        string[] lines = [.. IncidentStory.Of(IncidentReports.Of(bench.Only, isDurable: true, withTimeline: true), all: false).Single(part => part.Heading == "What is being done").Sentences.SkipLast(1)];
        lines.ShouldBe([.. lines.Order(StringComparer.Ordinal)]);
        lines.Length.ShouldBeGreaterThan(2);
        lines[0].ShouldContain("switched the queue off");
        lines[^1].ShouldContain("raised the limit");
    }

    [Fact]
    public void WhatHurtsNobody_IsNotToldWithAllThatItIsNot()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Suspect();
        bench.HurtNobody();
        bench.Run(2);
        bench.Book.Add(1, new NewEntry(EntryKind.HypothesisRejected, bench.Clock.UtcNow, "diagnosis", "network was ruled out: nothing speaks for it") { Data = new() { ["key"] = "rejected:1:network", ["name"] = "network", ["opened"] = "yes" } });
        Why(bench).ShouldBe(["Something is unusual, and nobody is hurt."]);
        bench.Break(60, 0.6);
        bench.Declare(onsetAgo: 2);
        bench.Run(5);
        IncidentStory.Of(IncidentReports.Of(bench.Only, isDurable: true, withTimeline: true), all: false).Single(part => part.Heading == "Why").Sentences.ShouldContain("Not network: nothing speaks for it.");
    }

    [Fact]
    public void WhileARelapseLasts_WhatWasDoneAgainstTheFirstOneIsInTheTimeline()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Break(60, 0.6);
        bench.Run(3);
        bench.Declare();
        bench.Run(5);
        bench.Desk.Note(1, "started web-2 again", NoteKind.Did, null, "anna");
        bench.Run(60);
        bench.Clear();
        bench.Run(60);
        bench.Break(600, 0.6);
        bench.Run(3);
        bench.Declare(number: 2);
        bench.Run(5);
        bench.Desk.Note(1, "put the configuration back", NoteKind.Did, null, "anna");
        Done().ShouldNotContain(line => line.Contains("started web-2 again", StringComparison.Ordinal));
        Done().ShouldContain(line => line.Contains("put the configuration back", StringComparison.Ordinal));
        bench.Run(600);
        bench.Clear();
        bench.Run(1);
        Done().ShouldContain(line => line.Contains("started web-2 again", StringComparison.Ordinal));

        IReadOnlyList<string> Done() => IncidentStory.Of(IncidentReports.Of(bench.Only, isDurable: true, withTimeline: true), all: false).Single(part => part.Heading == "What is being done").Sentences;
    }

    private static IReadOnlyList<string> Why(Bench bench) =>
        IncidentStory.Of(IncidentReports.Of(bench.Only, isDurable: true, withTimeline: true, seen: bench.Desk.SeenOf(bench.Only)), all: false).Single(part => part.Heading == "Why").Sentences;

    [Theory]
    [InlineData(5, "5 s")]
    [InlineData(65, "1 min 05 s")]
    [InlineData(9000, "2 h 30 min")]
    public void Durations_AreWrittenForPeople(double seconds, string text) => IncidentStory.Duration(seconds).ShouldBe(text);
}
