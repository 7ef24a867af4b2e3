using Holdfast.Incidents.Escalation;
using Holdfast.Incidents.Notifications;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Postmortems.Review;

public sealed class ReviewCallsTests : IDisposable
{
    private static readonly EscalationConfig Policy = new()
    {
        Team = "shop team",
        FallbackReviewer = "carla",
        ReviewWithin = TimeSpan.FromDays(5),
        Channels = new Dictionary<string, ChannelConfig>
        {
            ["chat"] = new() { Name = "chat", Type = ChannelType.Webhook, Shape = "slack" },
            ["mail"] = new() { Name = "mail", Type = ChannelType.Smtp },
            ["pager"] = new() { Name = "pager", Type = ChannelType.Webhook, Shape = "pagerduty" },
        },
        Contacts = new Dictionary<string, ContactConfig>
        {
            ["ben"] = new("ben", ["pager", "mail"]),
            ["carla"] = new("carla", ["chat"]),
            ["shop team"] = new("shop team", ["chat"]),
        },
    };

    private readonly Bench bench = new();
    private readonly PostmortemDesk desk;
    private EscalationConfig policy = Policy;

    public ReviewCallsTests()
    {
        desk = new PostmortemDesk(bench.Desk, () => policy, null, _ => []);
        bench.Run(100);
        bench.Outage();
        bench.Desk.Resolve(1, null, "anna");
        desk.Tick();
    }

    public void Dispose() => bench.Dispose();

    [Fact]
    public void WhoIsAsked_IsToldOnce_AndWakesNobody()
    {
        desk.Request(1, "Ben", "anna");
        desk.Tick();
        desk.Tick();
        TimelineEntry told = Queued().ShouldHaveSingleItem();
        (told.Get("person"), told.Get("channel"), told.Get("purpose")).ShouldBe(("Ben", "mail", "review"));
        told.Sources.ShouldBe([bench.Only.Of(EntryKind.ReviewRequested).Single().Reference]);
        Notification word = NotificationWriter.Write(bench.Only, told, "gateway", "http://link");
        word.Title.ShouldStartWith("[REVIEW] postmortem of incident 1, ");
        word.Text.ShouldContain("Anna asks Ben to review version 1 of the postmortem until ");
        word.Text.ShouldContain("holdfast postmortem review 1 --approve");
        word.Link.ShouldBeNull("there is nothing to acknowledge");
    }

    [Fact]
    public void Deadline_IsAnEntry_AndFallbackAndAuthorAreTold()
    {
        desk.Request(1, "ben", "anna");
        desk.Tick();
        bench.Clock.Advance(TimeSpan.FromDays(5));
        desk.Tick();
        bench.Only.Of(EntryKind.ReviewMoved).ShouldBeEmpty("the time is not over");
        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        desk.Tick();
        desk.Tick();
        TimelineEntry moved = bench.Only.Of(EntryKind.ReviewMoved).ShouldHaveSingleItem();
        moved.Text.ShouldStartWith("ben did not review version 1 until ");
        moved.Text.ShouldEndWith(": carla may judge it now");
        moved.Sources.ShouldNotBeEmpty();
        Queued().Skip(1).Select(entry => (entry.Get("person"), entry.Get("channel"))).ShouldBe([("carla", "chat"), ("anna", "chat"), ("ben", "mail")]);
        PostmortemState.Of(bench.Only).Status.ShouldBe(PostmortemStatus.InReview);
        desk.Approve(1, "carla").Incident.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(null, "the escalation policy names no fallback reviewer")]
    [InlineData("anna", "anna, the fallback reviewer, answers for the text and may not judge it")]
    public void DeadlineWithoutAnybodyWhoMayJudge_SaysSo(string? fallback, string end)
    {
        policy = Policy with { FallbackReviewer = fallback };
        desk.Request(1, "ben", "anna");
        bench.Clock.Advance(TimeSpan.FromDays(6));
        desk.Tick();
        bench.Only.Of(EntryKind.ReviewMoved).ShouldHaveSingleItem().Text.ShouldEndWith(end);
    }

    [Fact]
    public void ReviewThatIsDone_IsNotMoved_AndANewRequestIsToldAgain()
    {
        desk.Request(1, "ben", "anna");
        desk.Tick();
        desk.Return(1, "the cause is too shallow", "ben");
        bench.Clock.Advance(TimeSpan.FromDays(6));
        desk.Tick();
        bench.Only.Of(EntryKind.ReviewMoved).ShouldBeEmpty();
        desk.Request(1, "ben", "anna");
        desk.Tick();
        Queued().Count().ShouldBe(2);
    }

    [Fact]
    public void EveryStepOfAReview_HasASource()
    {
        desk.Request(1, "ben", "anna");
        desk.Comment(1, null, "who was called?", "ben");
        desk.Approve(1, "ben");
        desk.Publish(1, "anna");
        bench.Only.Entries.ShouldAllBe(entry => entry.Sources.Count > 0);
        bench.Only.Of(EntryKind.ReviewApproved).Single().Sources.ShouldBe(["person:ben"]);
    }

    private IEnumerable<TimelineEntry> Queued() => bench.Only.Of(EntryKind.NotificationQueued);
}
