using Holdfast.Incidents.Escalation;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Measures;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Postmortems.Writing;
using Holdfast.Incidents.Reports;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Postmortems.Review;

/// <summary>The diagnosis says that a pool ran out of connections; a reviewer learns later that it was something else.</summary>
public sealed class CauseCorrectionTests : IDisposable
{
    private const string Drafted = "Every connection to pool shop was in use and requests waited for one while the servers had time";

    private readonly Bench bench = new();
    private readonly PostmortemDesk desk;

    public CauseCorrectionTests()
    {
        desk = new PostmortemDesk(bench.Desk, static () => new EscalationConfig { Team = "shop team" }, null, static _ => []);
        bench.Run(100);
        bench.Outage();
        bench.Desk.Resolve(1, null, "anna");
        desk.Tick();
        desk.Read(1)!.Markdown.ShouldContain($"- **Root cause:** {Drafted}");
    }

    public void Dispose() => bench.Dispose();

    [Fact]
    public void CauseOfARepublishedVersion_IsTheIncidentsCause_AndSaysWhoCorrectedIt()
    {
        Publish();
        Correct("Server b was sick: its disk answered after seconds");
        bench.Only.Title.ShouldBe("shop: sick-server");
        bench.Only.Fingerprint.ShouldBe("shop/sick-server");
        PostmortemReport listed = PostmortemReports.Of(bench.Only);
        (listed.Title, listed.Cause, listed.RootCause).ShouldBe(("shop: sick-server", "sick-server", "Server b was sick: its disk answered after seconds"));
        (listed.CauseCorrectedBy, listed.DiagnosedCause).ShouldBe(("dora", "pool-exhaustion"));
        IncidentReport report = IncidentReports.Of(bench.Only, true, true);
        (report.Cause!.Name, report.Cause.CorrectedBy, report.Diagnosed!.Name).ShouldBe(("sick-server", "dora", "pool-exhaustion"));
        string why = string.Join('\n', IncidentStory.Of(report, false).First(part => part.Heading == "Why").Sentences);
        why.ShouldStartWith("sick-server: Server b was sick: its disk answered after seconds (corrected by dora on 2030-03-17; the diagnosis said pool-exhaustion).\nThe diagnosis had stated pool-exhaustion: every connection");
        PostmortemIndexPage.Write(new PostmortemListReport([listed]), bench.Clock.UtcNow, static _ => null)
            .ShouldContain("<p>Server b was sick: its disk answered after seconds. (sick-server, corrected by dora on 2030-03-17; the diagnosis said pool-exhaustion)</p>");
    }

    [Fact]
    public void Measures_FollowTheCorrection()
    {
        Measured().CauseStood.ShouldBeNull("nothing is published");
        Publish();
        IncidentMeasures before = Measured();
        (before.CauseStood, before.FalseTrails).ShouldBe((true, 16));
        bench.Clock.Advance(TimeSpan.FromHours(2));
        Correct("Server b was sick: its disk answered after seconds");
        IncidentMeasures after = Measured();
        after.CauseStood.ShouldBe(false);
        after.Cause.ShouldBe((bench.Clock.UtcNow - bench.Only.Start!.Value).TotalSeconds, "nobody had named it before");
        after.FalseTrails.ShouldNotBeNull().ShouldBeGreaterThan(16, "the cause that was stated was followed until the end");
        MeasuresReport sums = MeasuresReport.Of(bench.Clock.UtcNow, bench.Clock.UtcNow, [after]);
        (sums.CausesStood, sums.CausesJudged).ShouldBe((0, 1));
    }

    [Fact]
    public void CauseThatTheDiagnosisHasNoNameFor_IsToldInItsWords()
    {
        Publish();
        Correct("The certificate of the storage had expired, and nothing watched its last day");
        bench.Only.CauseName.ShouldBe(CauseCorrection.Unnamed);
        bench.Only.Title.ShouldBe("shop: The certificate of the storage had expired, and nothing watched its ...");
        IncidentStory.Of(IncidentReports.Of(bench.Only, true, true), false).First(part => part.Heading == "Why").Sentences[0]
            .ShouldBe("The certificate of the storage had expired, and nothing watched its last day (corrected by dora on 2030-03-17; the diagnosis said pool-exhaustion).");
    }

    [Theory]
    [InlineData("All connections to pool shop were in use after the surge, so requests waited although the servers had time")]
    [InlineData("A pool without free connections: its bound was lower than what the servers hold")]
    [InlineData("The limit was written for two servers and nobody counted again; no other story fits (pool-exhaustion)")]
    public void SameCauseInOtherWords_CorrectsNothing(string words)
    {
        Correct(words);
        bench.Only.Correction.ShouldBeNull();
        (bench.Only.Title, Measured().CauseStood).ShouldBe(("shop: pool-exhaustion", true));
    }

    [Theory]
    [InlineData("No surge and no sick server: the network lost every tenth packet", "network")]
    [InlineData("surge: the campaign began an hour early", "surge")]
    [InlineData("A deployment or bug made each request hold its connection for a minute", "bad-deployment")]
    public void CauseIsNamed_AsCommandsOrDraftsCallIt(string words, string name)
    {
        Correct(words);
        bench.Only.Correction.ShouldNotBeNull().Name.ShouldBe(name);
    }

    /// <summary>A cause that drafts learn to tell is one that people can name.</summary>
    [Fact]
    public void EveryCauseOfADraft_CanBeNamedInIt()
    {
        foreach (string name in CauseNouns.Names.Where(name => name != "pool-exhaustion"))
        {
            Correct($"{CauseNouns.Of(name)} was behind it, as the logs of that evening show");
            bench.Only.CauseName.ShouldBe(name);
            Correct($"{name}: as the logs of that evening show");
            bench.Only.CauseName.ShouldBe(name);
        }
    }

    [Fact]
    public void HeaderNamesTheCause_WhereWordsDoNot()
    {
        string page = With("Nobody had told the queue how long it may become").Replace("\nAuthor: ", "\nCause: pool-exhaustion\nAuthor: ", StringComparison.Ordinal);
        Publish(page);
        bench.Only.Correction.ShouldBeNull();
        Publish(page.Replace("Cause: pool-exhaustion", "Cause: retry-storm", StringComparison.Ordinal));
        bench.Only.Correction.ShouldNotBeNull().Name.ShouldBe("retry-storm");
    }

    /// <summary>One entry: a process that dies in between leaves no publication without its cause.</summary>
    [Fact]
    public void CorrectionAndPublication_AreOneRecord_AndANewProcessReadsTheSame()
    {
        Correct("surge: the campaign began an hour early");
        bench.Only.Of(EntryKind.PostmortemPublished).ShouldHaveSingleItem().Get("cause").ShouldBe("surge");
        Incident again = bench.Only.Entries.Aggregate((Incident?)null, IncidentFold.Apply).ShouldNotBeNull();
        (again.Title, again.Correction).ShouldBe(("shop: surge", bench.Only.Correction));
        again.Entries[^1].Kind.ShouldNotBe(EntryKind.PostmortemPublished, "its tasks come in the same commit");
    }

    [Fact]
    public void DraftAfterAPublicationOfPeople_GoesOnFromTheirWords_AndAfreshFromTheRecords()
    {
        Correct("surge: the campaign began an hour early");
        desk.Draft(1, null, "anna").Incident.ShouldNotBeNull();
        desk.Read(1)!.Markdown.ShouldBe(desk.Read(1, 2)!.Markdown);
        PostmortemState.Of(bench.Only).Status.ShouldBe(PostmortemStatus.Draft);
        desk.Draft(1, null, "anna", isAfresh: true).Incident.ShouldNotBeNull();
        desk.Read(1)!.Markdown.ShouldContain(Drafted);
        bench.Only.CauseName.ShouldBe("surge", "a draft decides nothing");
        Approve();
        bench.Only.Correction.ShouldBeNull("what was published last says what the diagnosis said");
        bench.Only.Title.ShouldBe("shop: pool-exhaustion");
    }

    [Fact]
    public void TitleThatPeopleGave_Stays()
    {
        using Bench own = new();
        PostmortemDesk theirs = new(own.Desk, static () => new EscalationConfig(), null, static _ => []);
        own.Run(100);
        own.Desk.Open("customers cannot pay", "shop", null, null, "anna");
        own.Desk.Resolve(1, null, "anna");
        theirs.Draft(1, "# Customers could not pay\n\n## Issue Summary\n\n- **Root cause:** the certificate of the bank had expired.\n", "dora").Incident.ShouldNotBeNull();
        theirs.Request(1, "ben", "anna");
        theirs.Approve(1, "ben");
        theirs.Publish(1, "anna").Incident.ShouldNotBeNull();
        own.Only.Title.ShouldBe("customers cannot pay");
        PostmortemReport listed = PostmortemReports.Of(own.Only);
        (listed.RootCause, PostmortemReports.CorrectedIn(listed)).ShouldBe(("the certificate of the bank had expired", "corrected by dora on 2030-03-17; the diagnosis had stated none"));
    }

    private IncidentMeasures Measured() => IncidentMeter.Between(bench.Book.All, DateTimeOffset.MinValue, DateTimeOffset.MaxValue).ShouldHaveSingleItem();

    private string With(string cause)
    {
        string draft = desk.Read(1, 1)!.Markdown;
        int at = draft.IndexOf(Drafted, StringComparison.Ordinal);
        return draft[..at] + cause + draft[(at + Drafted.Length)..];
    }

    private void Correct(string cause) => Publish(With(cause));

    private void Publish(string? page = null)
    {
        if (page is not null)
        {
            desk.Draft(1, page, "dora").Incident.ShouldNotBeNull();
        }

        Approve();
    }

    private void Approve()
    {
        desk.Request(1, "ben", "anna").Answer.Problem.ShouldBeNull();
        desk.Approve(1, "ben");
        desk.Publish(1, "anna").Answer.Problem.ShouldBeNull();
    }
}
