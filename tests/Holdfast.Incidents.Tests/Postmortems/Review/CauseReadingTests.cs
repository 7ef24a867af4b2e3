using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Measures;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Reports;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Postmortems.Review;

/// <summary>What a postmortem's words about the cause are taken for: as diagnosed, another, or nothing said.</summary>
public sealed class CauseReadingTests : IDisposable
{
    private const string Address = "https://github.com/example-org/checkout-service/commit/4f2a91c0d5e84b7fa3d1c6920be7583aa1c0ffee dropped the index";

    private readonly CorrectionBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public void CauseThatBeginsWithALongAddress_HasATitle_AndLeavesTheIncidentReadable()
    {
        bench.Publish(bench.With(Address));
        bench.Only.Title.ShouldBe("shop: https://github.com/example-org/checkout-service/commit/4f2a91c0d5e84b7...");
        PostmortemReports.Of(bench.Only).RootCause.ShouldBe(Address);
        bench.Only.Entries.Aggregate((Incident?)null, IncidentFold.Apply)!.Title.ShouldBe(bench.Only.Title, "after a restart, too");
    }

    [Fact]
    public void VeryLongCause_IsKeptUpToABound()
    {
        bench.Publish(bench.With(string.Concat(Enumerable.Repeat("the certificate of the storage had expired and ", 60)) + "nobody saw it"));
        bench.Only.Correction.ShouldNotBeNull().Claim.Length.ShouldBeInRange(300, 404);
        bench.Only.Of(EntryKind.PostmortemPublished).Last().Text.Length.ShouldBeLessThan(700);
        bench.Only.Title.ShouldBe("shop: the certificate of the storage had expired and the certificate of the ...");
    }

    /// <summary>A program of before kept the whole sentence.</summary>
    [Theory]
    [InlineData("")]
    [InlineData(Address)]
    [InlineData("𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜𝒜x𝒜𝒜𝒜")]
    public void CauseThatWasRecordedBefore_CanBeRead(string claim)
    {
        TimelineEntry publication = new(9, 1, EntryKind.PostmortemPublished, default, default, "anna", "", new Dictionary<string, string> { ["cause"] = "other", ["claim"] = claim }, []);
        CauseCorrection.Of(publication).ShouldNotBeNull().InShort.EnumerateRunes().ShouldNotContain(System.Text.Rune.ReplacementChar);
    }

    [Theory]
    [InlineData("Unknown; we are still looking")]
    [InlineData("not determined")]
    [InlineData("Not determined from the records")]
    [InlineData("not known yet")]
    [InlineData("We do not know yet")]
    [InlineData("It has not been found so far (OPS-142)")]
    [InlineData("still under investigation by the storage team")]
    [InlineData("TBD")]
    [InlineData("n/a")]
    public void CauseThatNobodyKnows_IsNoneThatIsSaid(string words)
    {
        bench.Publish(bench.With(words));
        (bench.Only.Correction, bench.Only.Title, bench.Measured.CauseStood).ShouldBe((null, "shop: pool-exhaustion", null));
        bench.Only.Of(EntryKind.PostmortemPublished).Last().Text.ShouldNotContain("corrected");
        CauseDoubt.Is(words).ShouldBeTrue();
    }

    [Theory]
    [InlineData("An unknown client opened 4000 sockets and kept them")]
    [InlineData("None of the disks had been replaced in time")]
    [InlineData("A flag that was not known to the operators disabled the cache")]
    [InlineData("Open files were limited to 1024")]
    public void CauseWithAWordOfDoubt_IsACause(string words)
    {
        bench.Publish(bench.With(words));
        bench.Only.Correction.ShouldNotBeNull().Claim.ShouldBe(words);
    }

    [Fact]
    public void VersionThatDoesNotSayTheCause_LeavesWhatWasCorrected()
    {
        bench.Publish(bench.With("Server b was sick: its disk answered after seconds"));
        CauseCorrection standing = bench.Only.Correction.ShouldNotBeNull();
        bench.Ask(bench.Without()).ShouldBe("it does not say the cause: publishing this leaves sick-server, as dora corrected it");
        bench.Desk.Approve(1, "ben");
        bench.Desk.Publish(1, "anna").Answer.Problem.ShouldBeNull();
        (bench.Only.Correction, bench.Only.Title, bench.Measured.CauseStood).ShouldBe((standing, "shop: sick-server", false));
        bench.Ask(bench.With(CorrectionBench.Drafted)).ShouldBe("publishing this takes the correction by dora (sick-server) back: the cause is pool-exhaustion again; write 'Cause: sick-server' in the header to keep it");
        bench.Desk.Approve(1, "ben");
        bench.Desk.Publish(1, "anna").Answer.Problem.ShouldBeNull();
        (bench.Only.Correction, bench.Measured.CauseStood).ShouldBe((null, true));
    }

    [Fact]
    public void PublishedTextWithoutACause_SaysNothingOfTheDiagnosis()
    {
        bench.Ask(bench.Without()).ShouldBe("it does not say the cause: publishing this neither confirms nor corrects pool-exhaustion");
        bench.Publish(bench.Without());
        bench.Measured.CauseStood.ShouldBeNull();
        MeasuresReport.Of(default, default, [bench.Measured]).CausesJudged.ShouldBe(0);
    }

    [Fact]
    public void PublicationOfAnEarlierProgram_JudgesNothing()
    {
        bench.Publish(bench.With(CorrectionBench.Drafted));
        bench.Measured.CauseStood.ShouldBe(true);
        Incident before = bench.Only with { Entries = bench.Only.Entries.ConvertAll(static entry => entry with { Data = entry.Data.Where(static one => one.Key != "causeSaid").ToDictionary() }) };
        IncidentMeter.Between([before], DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Single().CauseStood.ShouldBeNull("nobody has recorded what it said");
    }

    [Fact]
    public void HeaderNamesTheCause_WhereTheSummaryDoesNot()
    {
        bench.Publish(bench.Without().Replace("\nAuthor: ", "\nCause: Retry storm\nAuthor: ", StringComparison.Ordinal));
        bench.Only.Correction.ShouldNotBeNull().Name.ShouldBe("retry-storm");
        bench.Only.Correction.Claim.ShouldBe("a storm of retries");
        bench.Publish(bench.With("Unknown; we are still looking", "pool-exhaustion"));
        (bench.Only.Correction, bench.Measured.CauseStood).ShouldBe((null, true));
    }

    [Fact]
    public void HeaderWithANameThatIsNone_IsRefusedWithThoseThatAre()
    {
        DeskAnswer answer = bench.Desk.Draft(1, bench.With("the disk was full", "pool-exhuastion"), "dora").Answer;
        answer.Outcome.ShouldBe(DeskOutcome.Invalid);
        answer.Problem.ShouldNotBeNull().ShouldStartWith("'Cause: pool-exhuastion' in the header is no cause that Holdfast knows. Write one of these: pool-exhaustion, surge, sick-server, ");
        PostmortemState.Of(bench.Only).Version.ShouldBe(1, "nothing was taken in");
        bench.Desk.Draft(1, bench.With("the disk was full", "The disk of the storage was full"), "dora").Answer.Problem.ShouldBeNull("a sentence is no name");
        bench.Desk.Draft(1, bench.With("the disk was full", "unknown"), "dora").Answer.Problem.ShouldBeNull();
    }

    [Theory]
    [InlineData("A surge used up every connection to pool shop")]
    [InlineData("Surges after the mail: every connection was in use")]
    public void SentenceThatAlsoTellsTheDiagnosedCause_IsTheSame_AndSaysSoBefore(string words)
    {
        bench.Ask(bench.With(words)).ShouldBe("publishing this keeps the cause pool-exhaustion, which its words name beside surge; write 'Cause: surge' in the header where that was the cause");
        bench.Publish(bench.With(words));
        (bench.Only.Correction, bench.Measured.CauseStood).ShouldBe((null, true));
        bench.Publish(bench.With(words, "surge"));
        bench.Only.Correction.ShouldNotBeNull().Name.ShouldBe("surge");
    }

    [Fact]
    public void ReviewThatIsAskedFor_SaysWhatTheTextIsTakenFor()
    {
        const string corrects = "publishing this corrects the cause from pool-exhaustion to surge; write 'Cause: pool-exhaustion' in the header to keep it";
        bench.Ask(bench.With("A surge after the mail to all customers")).ShouldBe(corrects);
        bench.Only.Of(EntryKind.ReviewRequested).Last().Text.ShouldBe($"anna asks ben to review version 2; {corrects}");
        bench.Ask(bench.With("A surge after the mail to all customers", "pool-exhaustion")).ShouldBeNull("it keeps what stands");
        bench.Ask(bench.With("The certificate of the bank had expired")).ShouldBe("publishing this corrects the cause from pool-exhaustion to The certificate of the bank had expired; write 'Cause: pool-exhaustion' in the header to keep it");
        bench.Publish(bench.With("A surge after the mail to all customers"));
        PostmortemReports.Of(bench.Only).CauseNote.ShouldBeNull("it is published");
        bench.Ask(bench.With("A surge after the mail that went to every customer")).ShouldBeNull("that was corrected before");
    }
}
