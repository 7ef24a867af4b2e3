using System.Text;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Reports;

namespace Holdfast.Cli.Tests.Incidents;

public class PublishedFileTests
{
    private static readonly DateTimeOffset Day = new(2031, 3, 4, 9, 10, 0, TimeSpan.Zero);
    private static readonly byte[] First = Encoding.UTF8.GetBytes("# It broke\n\nIncident: INC-12\n");
    private static readonly byte[] Second = Encoding.UTF8.GetBytes("# It broke twice\n\nIncident: INC-12\n");

    [Fact]
    public void FileAsPublished_IsSaidToBe_WithItsVersionAndDay()
    {
        PublishedFile file = PublishedFile.Of("a/12.md", Second, [Report(7), Report(12, First, Second)]);
        file.IsUnchanged.ShouldBeTrue();
        file.InWords.ShouldBe("a/12.md: as published on 2031-03-04 09:10 UTC, version 2 of incident 12");
    }

    [Fact]
    public void EarlierPublication_IsUnchanged_AndItIsSaidThatThereIsALaterOne() =>
        PublishedFile.Of("12.md", First, [Report(12, First, Second)]).InWords.ShouldBe("12.md: as published on 2031-03-04 09:10 UTC, version 1 of incident 12; version 2 was published since");

    [Theory]
    [InlineData("12.md", "# It broke\n\nIncident: INC-12 \n")]
    [InlineData("whatever.md", "# It broke \n\nIncident: INC-12\n")]
    [InlineData("12.md", "nothing is left")]
    public void OneChangedSymbol_IsSaid(string name, string text)
    {
        PublishedFile file = PublishedFile.Of(name, Encoding.UTF8.GetBytes(text), [Report(12, First)]);
        file.IsUnchanged.ShouldBeFalse();
        file.InWords.ShouldStartWith($"{name}: NOT AS PUBLISHED: its sha256 is {file.Hash}, that of version 1 of incident 12 is {PublishedPage.HashOf(First)}.");
    }

    [Fact]
    public void EveryFormOfAPage_IsKnownByItsOwnHash()
    {
        PostmortemReport report = Report(12) with { PublishedVersion = 1, Pages = [new PublishedPage(1, Day, "text") { HtmlHash = PublishedPage.HashOf(First), JsonHash = PublishedPage.HashOf(Second) }] };
        PublishedFile.Of("12.html", First, [report]).IsUnchanged.ShouldBeTrue();
        PublishedFile.Of("12.json", Second, [report]).IsUnchanged.ShouldBeTrue();
        PublishedFile.Of("12.html", "changed"u8.ToArray(), [report]).InWords.ShouldContain($"that of version 1 of incident 12 is {PublishedPage.HashOf(First)}.");
    }

    [Fact]
    public void WhatWasNeverPublishedHere_IsNotKnown()
    {
        PublishedFile.Of("x.md", First, []).InWords.ShouldStartWith("x.md: NOT KNOWN: no page");
        PublishedFile.Of("12.md", First, [Report(12)]).InWords.ShouldBe("12.md: NOT PUBLISHED: no version of the postmortem of incident 12 is");
        PublishedFile.Of("12.md", First, [Report(12) with { PublishedVersion = 1 }]).InWords.ShouldContain("by an earlier program");
    }

    [Fact]
    public void PublishedByAGatewayOfAnEarlierVersion_WhichSaysNoPages_IsSaidWithTheHashOfTheText()
    {
        PostmortemPublishCommand.Done(Report(12, First)).ShouldBe($"postmortem of incident 12 (shop), version 1 is published, its page has sha256 {PublishedPage.HashOf(First)}");
        PostmortemPublishCommand.Done(Report(12) with { PublishedVersion = 1 }).ShouldBe("postmortem of incident 12 (shop), version 1 is published, its text has sha256 text");
    }

    [Fact]
    public void ReviewThatIsAskedFor_SaysWhatTheTextMakesOfTheCause()
    {
        PostmortemReport asked = Report(12) with { Version = 2, Status = "in review" };
        PostmortemReviewCommand.Say(asked).ShouldBe("postmortem of incident 12 (shop), version 2: in review, reviewer ben");
        PostmortemReviewCommand.Say(asked with { CauseNote = "publishing this corrects the cause from network to surge" }).ShouldEndWith(", reviewer ben\ncause: publishing this corrects the cause from network to surge");
    }

    private static PostmortemReport Report(long incident, params byte[][] pages) =>
        new(incident, "shop", "published", "sev2", Day, 60, 50, pages.Length, "anna", "ben", null, pages.Length, Day, "text", []) { Pages = [.. pages.Select((page, index) => new PublishedPage(index + 1, Day, PublishedPage.HashOf(page)))] };
}
