using System.Collections;
using Holdfast.Diagnosis;
using Holdfast.Diagnosis.Detection;
using Holdfast.Incidents.Escalation;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Notifications;
using Holdfast.Incidents.Reports;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Lifecycle;

/// <summary>What reopens an incident and what begins a new one, and what a relapse takes over of the outage before.</summary>
public sealed class RelapseTests
{
    [Fact]
    public void ResolvedSurge_IsNotReopenedByDyingServers_WhichGetAnIncidentThatLinksToIt()
    {
        using Bench bench = new();
        bench.Run(100);
        Trouble(bench, "surge-onset");
        bench.Desk.Resolve(1, "load stopped", "anna").Outcome.ShouldBe(DeskOutcome.Done);
        bench.Run(80);
        Trouble(bench, "server-out");

        Incident[] all = [.. bench.Book.All];
        all.Length.ShouldBe(2);
        (all[0].Status, all[0].Outages.Count).ShouldBe((IncidentStatus.Resolved, 1));
        (all[1].Status, all[1].Outages.Count, all[1].Follows).ShouldBe((IncidentStatus.Monitoring, 1, (long?)1));
        IncidentStory.Of(IncidentReports.Of(all[1], isDurable: true, withTimeline: true), all: false)[0].Sentences
            .ShouldContain("It follows incident 1 and is not its relapse: this is trouble of another kind (holdfast incident show 1).");
    }

    /// <summary>A plug-in of somebody's browser: nobody was hurt by it, and it was called over.</summary>
    [Fact]
    public void WhatHurtNobody_IsNothingThatTroubleFollows()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Desk.Open("checkout page is blank", "shop", null, null, "anna");
        bench.Run(60);
        bench.Desk.Resolve(1, "a plug-in of the browser", "anna").Outcome.ShouldBe(DeskOutcome.Done);
        bench.Run(80);
        Trouble(bench, "server-out");
        bench.Book.Find(2)!.Follows.ShouldBeNull();
    }

    [Theory]
    [InlineData("server-out", "server-out", 1)]
    [InlineData("server-out", "no-healthy-server", 1)]
    [InlineData("", "", 1)]
    [InlineData("server-out", "", 2)]
    [InlineData("", "server-out", 2)]
    [InlineData("surge-onset", "server-out", 2)]
    public void ResolvedOne_IsReopenedOnlyByWhatIsKnownToBeTheSame(string before, string after, int incidents)
    {
        using Bench bench = new();
        bench.Run(100);
        Trouble(bench, before);
        bench.Desk.Resolve(1, "looks well", "anna").Outcome.ShouldBe(DeskOutcome.Done);
        bench.Run(80);
        Trouble(bench, after);
        bench.Book.All.Count().ShouldBe(incidents);
    }

    [Theory]
    [InlineData("surge-onset", "server-out")]
    [InlineData("server-out", "")]
    public void SuspicionAfterAResolvedOne_IsSeenAndAcknowledged_AsAnIncidentOfItsOwn_AndStaysThatWhereNothingShowsThatItIsTheSame(string before, string after)
    {
        using Bench bench = Suspected(before, after);
        bench.Book.Find(2)!.Follows.ShouldBe(1);
        bench.Desk.Acknowledge(1, "ben").Problem!.ShouldContain("Incident 2 is suspected now: 'holdfast incident ack 2'.");
        bench.Desk.Acknowledge(2, "ben").Outcome.ShouldBe(DeskOutcome.Done);
        bench.Declare(number: 2);
        bench.Run(70);
        bench.Book.All.Count().ShouldBe(2);
        (bench.Book.Find(1)!.Status, bench.Book.Find(1)!.Outages.Count).ShouldBe((IncidentStatus.Resolved, 1));
        bench.Clear();
        bench.Run(1);
        bench.Book.Find(2)!.Impact.BadSeconds.ShouldBe(60);
    }

    [Fact]
    public void SuspicionAfterAResolvedOne_ThatIsDeclaredAsTheSame_IsItsNextOutage_WithAllThatWasSaidOfIt()
    {
        using Bench bench = Suspected("server-out", "server-out");
        long began = bench.Second - 2;
        bench.Desk.Acknowledge(2, "ben").Outcome.ShouldBe(DeskOutcome.Done);
        bench.Desk.Note(2, "web-2 hangs again", NoteKind.Investigated, null, "ben").Outcome.ShouldBe(DeskOutcome.Done);
        DateTimeOffset acknowledged = bench.Clock.UtcNow;
        bench.Run(2);
        bench.Declare(number: 2, onsetAgo: 4);
        bench.Run(70);
        bench.Clear();
        bench.Run(2);

        Incident old = bench.Book.Find(1)!;
        (old.Status, old.Outages.Count, old.AcknowledgedBy, old.AcknowledgedAt).ShouldBe((IncidentStatus.Monitoring, 2, "ben", acknowledged));
        old.Outages[1].Start.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(began), "it began with the suspicion, and not with its declaration");
        old.Downtime.ShouldBe(TimeSpan.FromSeconds(120));
        old.Of(EntryKind.Relapsed).ShouldHaveSingleItem().Text.ShouldNotContain("asks for it again");
        Incident suspicion = bench.Book.Find(2)!;
        TimelineEntry note = old.Of(EntryKind.Note).ShouldHaveSingleItem();
        note.Sources.ShouldContain(suspicion.Of(EntryKind.Note).Single().Reference);
        (suspicion.Status, suspicion.JoinedTo, suspicion.Follows, suspicion.Outages.Count).ShouldBe((IncidentStatus.Dismissed, (long?)1, (long?)null, 0));
        IncidentStory.Of(IncidentReports.Of(suspicion, isDurable: true, withTimeline: true), all: false)[0].Sentences
            .ShouldContain("It was declared as the same trouble as incident 1, and is an outage of that one (holdfast incident show 1).");
        bench.Desk.Acknowledge(2, "carla").Problem.ShouldBe("Incident 2 is dismissed: there is nothing to acknowledge. It is an outage of incident 1: 'holdfast incident ack 1'.");
    }

    [Fact]
    public void RelapseAfterAJoinedSuspicion_BelongsToTheIncident_AndNotToTheSuspicion()
    {
        using Bench bench = Suspected("server-out", "server-out");
        bench.Declare(number: 2);
        bench.Run(70);
        bench.Clear();
        bench.Run(80);
        Trouble(bench, "server-out");
        (bench.Book.Find(1)!.Outages.Count, bench.Book.Find(2)!.Status, bench.Book.All.Count()).ShouldBe((3, IncidentStatus.Dismissed, 2));
    }

    [Fact]
    public void SuspicionThatIsDeclaredLongAfterTheEnd_IsNoRelapse()
    {
        using Bench bench = Suspected("server-out", "server-out");
        bench.Run(15 * 60);
        bench.Declare(number: 2);
        bench.Run(2);
        (bench.Book.Find(1)!.Outages.Count, bench.Book.Find(2)!.Status).ShouldBe((1, IncidentStatus.Confirmed));
    }

    [Fact]
    public void Relapse_IsToldWithItsOwnBeginningAndFigures_BesideTheSum_AndWithoutWhatTheFirstOneWasNot()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Outage(seconds: 60);
        bench.Run(60);
        long began = bench.Second + 1;
        bench.Break(60, 0.2);
        bench.Run(3);
        bench.Declare(number: 2);
        bench.Run(20);

        Incident incident = bench.Only;
        incident.Outages.Count.ShouldBe(2);
        string told = string.Join('\n', IncidentStory.Of(IncidentReports.Of(incident, isDurable: true, withTimeline: true), all: false).Where(part => part.Heading != "Timeline (UTC)").SelectMany(part => part.Sentences));
        told.ShouldContain($"Outage 2 began {IncidentStory.Time(DateTimeOffset.FromUnixTimeSeconds(began))} and lasts.");
        told.ShouldContain("The incident began ");
        // 2 requests of a client in a second, 20 % fail: 1 - 0.8^2.
        told.ShouldContain("Pool shop, outage 2: 36 % of the users");
        told.ShouldContain("Both outages together: ");
        told.ShouldNotContain("bad-deployment");
        told.ShouldNotContain("Ruled out at once");
        TimelineEntry call = new(1, 1, EntryKind.NotificationQueued, bench.Clock.UtcNow, bench.Clock.UtcNow, "escalation", "call", new Dictionary<string, string> { ["key"] = "notify:2:level:1:0", ["outage"] = "2", ["purpose"] = "page" }, []);
        NotificationWriter.Write(incident, call, "gateway", null).Began.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(began));
    }

    [Theory]
    [InlineData("server-out", "", 1)]
    [InlineData("", "surge-onset", 1)]
    [InlineData("surge-onset", "server-out", 2)]
    public void MonitoredOne_TakesUpAllButTroubleOfAnotherKind(string before, string after, int incidents)
    {
        using Bench bench = new();
        bench.Run(100);
        Trouble(bench, before);
        bench.Run(80);
        Trouble(bench, after);
        bench.Book.All.Count().ShouldBe(incidents);
    }

    [Fact]
    public void PublishedOne_IsNeverReopened()
    {
        using Bench bench = new();
        bench.Run(100);
        Trouble(bench, "server-out");
        bench.Desk.Resolve(1, "started again", "anna").Outcome.ShouldBe(DeskOutcome.Done);
        bench.Book.Add(1, new NewEntry(EntryKind.PostmortemPublished, bench.Clock.UtcNow, "ben", "published") { Data = new() { ["version"] = "1", ["hash"] = "h" } });
        bench.Run(80);
        Trouble(bench, "server-out");
        bench.Book.Find(1)!.Outages.Count.ShouldBe(1);
        bench.Book.Find(2)!.Follows.ShouldBe(1);
    }

    [Fact]
    public void ClosedOne_IsNeverReopened_AndWhatComesShortlyAfterFollowsIt()
    {
        using Bench bench = Closed();
        Trouble(bench, "server-out");
        (bench.Book.Find(1)!.Status, bench.Book.Find(1)!.Outages.Count, bench.Book.Find(2)!.Follows).ShouldBe((IncidentStatus.Closed, 1, (long?)1));
        IncidentStory.Of(IncidentReports.Of(bench.Book.Find(2)!, isDurable: true, withTimeline: true), all: false)[0].Sentences
            .ShouldContain("It follows incident 1 and is not its relapse: it is closed (holdfast incident show 1).");
    }

    [Fact]
    public void SuspicionAfterAClosedOne_FollowsIt_AndIsAnIncidentOfItsOwnAlsoWhenItIsDeclaredAsTheSame()
    {
        using Bench bench = Closed();
        bench.Beside = "server-out";
        bench.Break(60, 0.6);
        bench.Run(2);
        bench.Suspect(number: 2);
        bench.Run(1);
        (bench.Book.Find(2)!.Status, bench.Book.Find(2)!.Follows).ShouldBe((IncidentStatus.Suspected, (long?)1));
        bench.Declare(number: 2);
        bench.Run(5);
        (bench.Book.Find(1)!.Status, bench.Book.Find(1)!.Outages.Count, bench.Book.Find(2)!.Status).ShouldBe((IncidentStatus.Closed, 1, IncidentStatus.Confirmed));
    }

    [Theory]
    [InlineData(EntryKind.Relapsed)]
    [InlineData(EntryKind.Declared)]
    [InlineData(EntryKind.Resolved)]
    public void OneThatIsNotClosedAnyMore_HasNoTimeAtWhichItWas(EntryKind kind)
    {
        using Bench bench = Closed();
        bench.Only.ClosedAt.ShouldNotBeNull();
        Incident open = bench.Book.Add(1, new NewEntry(kind, bench.Clock.UtcNow, "detection", "it is back") { Sources = ["diagnosis@1"] });
        (open.ClosedAt, open.ClosedBecause).ShouldBe((null, null));
    }

    /// <summary>Somebody closes it at each moment at which the relapse is looked at.</summary>
    [Fact]
    public void IncidentThatIsClosedWhileTroubleComesBack_IsEitherClosedOrHasTheRelapse()
    {
        for (int look = 1; look <= 6; look++)
        {
            using Bench bench = Resolved();
            Thread? closing = null;
            WatchedAnomalies anomalies = new(look, () =>
            {
                closing = new Thread(() => bench.Book.Decide(1, incident => (incident.Status == IncidentStatus.Resolved ? [ClosedEntry(bench)] : (IReadOnlyList<NewEntry>)[], true)));
                closing.Start();
                closing.Join(TimeSpan.FromMilliseconds(100));
            });
            CauseFinding finding = new(bench.Second, DetectionState.Declared, 2, bench.Second - 3, bench.Second - 1, bench.Second, null, anomalies, null, [], null);
            new IncidentBeginning(bench.Book, bench.Settings).Begin(finding);
            closing?.Join();
            Incident first = bench.Book.Find(1)!;
            (first.Of(EntryKind.Closed).Any() && first.Of(EntryKind.Relapsed).Any()).ShouldBeFalse($"closed at look {look}: it is {first.Status}, and there are {bench.Book.All.Count()}");
        }
    }

    [Fact]
    public void Acknowledgement_StaysOnRecord_AndARelapseAsksForANewOneOpenly()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Break(60, 0.6);
        bench.Run(3);
        bench.Declare();
        bench.Run(10);
        bench.Desk.Acknowledge(1, "anna").Outcome.ShouldBe(DeskOutcome.Done);
        bench.Run(60);
        bench.Clear();
        bench.Run(60);
        bench.Break(60, 0.6);
        bench.Run(3);
        bench.Declare(number: 2);
        bench.Run(2);

        Incident incident = bench.Only;
        incident.Of(EntryKind.Relapsed).ShouldHaveSingleItem().Text.ShouldEndWith("(anna acknowledged outage 1; this one asks for it again)");
        string told = string.Join('\n', IncidentStory.Of(IncidentReports.Of(incident, isDurable: true, withTimeline: true), all: false).SelectMany(part => part.Sentences));
        told.ShouldContain("anna acknowledged an earlier outage at ");
        told.ShouldContain("nobody has acknowledged outage 2.");
        bench.Desk.Acknowledge(1, "ben").Outcome.ShouldBe(DeskOutcome.Done);
        bench.Only.AcknowledgedBy.ShouldBe("ben");
    }

    [Fact]
    public void CauseOfAnEarlierOutage_IsNotToldAsThatOfTheRelapse()
    {
        using Bench bench = new();
        bench.Run(100);
        bench.Outage(seconds: 60);
        bench.Run(60);
        bench.Break(60, 0.6);
        bench.Run(3);
        bench.Declare(number: 2);
        EscalationConfig policy = new() { NoDiagnosisAfter = TimeSpan.FromSeconds(5), Levels = [new LevelConfig(["anna"], TimeSpan.Zero, null)], Contacts = new Dictionary<string, ContactConfig> { ["anna"] = new("anna", ["pager"]) }, Channels = new Dictionary<string, ChannelConfig> { ["pager"] = new() { Name = "pager", Type = ChannelType.Webhook } } };
        bench.Run(1);
        bench.Book.Add(1, Escalator.Due(bench.Only, policy, bench.Clock.UtcNow)).Of(EntryKind.NotificationQueued).ShouldHaveSingleItem();
        bench.Run(9);

        Incident incident = bench.Only;
        (incident.Outages.Count, incident.CauseOutage, incident.IsCauseOfLastOutage).ShouldBe((2, 1, false));
        string told = string.Join('\n', IncidentStory.Of(IncidentReports.Of(incident, isDurable: true, withTimeline: true), all: false).First(part => part.Heading == "Why").Sentences);
        told.ShouldStartWith("Outage 1 was pool-exhaustion: ");
        told.ShouldContain("The cause of outage 2 is not known.");
        NextSteps.Of(incident, bench.Settings).ShouldNotContain(step => step.Contains("Raise limits.connections", StringComparison.Ordinal));
        Escalator.Due(incident, policy, bench.Clock.UtcNow).ShouldContain(entry => entry.Data["why"] == "the cause is not known after 0.1 minutes");

        bench.FindCause();
        bench.Run(2);
        bench.Only.IsCauseOfLastOutage.ShouldBeTrue();
    }

    private static Bench Resolved()
    {
        Bench bench = new();
        bench.Run(100);
        Trouble(bench, "server-out");
        bench.Desk.Resolve(1, "started again", "anna").Outcome.ShouldBe(DeskOutcome.Done);
        bench.Run(80);
        return bench;
    }

    private static Bench Closed()
    {
        Bench bench = Resolved();
        bench.Book.Add(1, ClosedEntry(bench)).Status.ShouldBe(IncidentStatus.Closed);
        return bench;
    }

    private static NewEntry ClosedEntry(Bench bench) => new(EntryKind.Closed, bench.Clock.UtcNow, "anna", "closed by anna: a test") { Data = new() { ["because"] = "a test" }, Sources = ["person:anna"] };

    /// <summary>Trouble, resolved by hand, and 80 s later users are hurt again for a minute: suspected in its third second.</summary>
    private static Bench Suspected(string before, string after)
    {
        Bench bench = new();
        bench.Run(100);
        Trouble(bench, before);
        bench.Desk.Resolve(1, "started again", "anna").Outcome.ShouldBe(DeskOutcome.Done);
        bench.Run(80);
        bench.Beside = after;
        bench.Break(60, 0.6);
        bench.Run(2);
        bench.Suspect(number: 2);
        bench.Run(1);
        bench.Book.Find(2)!.Status.ShouldBe(IncidentStatus.Suspected);
        return bench;
    }

    /// <summary>A minute of failed requests with one sign beside them, and no cause.</summary>
    private static void Trouble(Bench bench, string sign)
    {
        bench.Beside = sign;
        bench.Break(60, 0.6);
        bench.Run(3);
        bench.Declare();
        bench.Run(70);
        bench.Clear();
        bench.Run(2);
    }

    /// <summary>Tells when somebody looks at it for the so-manieth time.</summary>
    private sealed class WatchedAnomalies(int look, Action then) : IReadOnlyList<Anomaly>
    {
        private readonly Anomaly[] all = [new("server-out", DetectionLevel.BurnRate, SignalFamily.Errors, Consequence.Pages, Bench.Pool, Bench.Start, Bench.Start, 2, 1, "server web-2 is out")];
        private int looks;

        public int Count => Looked().Length;

        public Anomaly this[int index] => Looked()[index];

        public IEnumerator<Anomaly> GetEnumerator() => ((IEnumerable<Anomaly>)Looked()).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private Anomaly[] Looked()
        {
            if (++looks == look)
            {
                then();
            }

            return all;
        }
    }
}
