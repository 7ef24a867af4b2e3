using Holdfast.Incidents.Reports;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Tests.Reports;

public sealed class UntoldLinesTests : IDisposable
{
    private const string Key = "notify:1:level:1:0:anna";
    private readonly Bench bench = new();

    public UntoldLinesTests()
    {
        bench.Run(100);
        bench.Declare(onsetAgo: 0);
        bench.Run(1);
        Add(EntryKind.NotificationQueued, "anna is to be told by pager: it was declared", Key, "pager");
    }

    public void Dispose() => bench.Dispose();

    [Fact]
    public void MessageThatNoChannelTakes_IsToldInWhatIsBeingDone_WithItsLastReason()
    {
        Failed("pager", 1, "connection refused");
        bench.Run(2);
        Failed("pager", 2, "503 Service Unavailable");
        Add(EntryKind.NotificationQueued, "anna is to be told by mail, because pager does not work", $"{Key}:by:mail", "mail");
        Done().ShouldContain("17:48:21 anna cannot be told (page): pager did not take it, try 2: 503 Service Unavailable (17:48:23); it is tried again.");
    }

    [Theory]
    [InlineData("pager")]
    [InlineData("mail")]
    public void MessageThatWasHeardInTheEnd_ByWhicheverChannel_IsToldAsThat(string channel)
    {
        Failed("pager", 1, "connection refused");
        Add(EntryKind.NotificationSent, $"anna was told by {channel} (page: it was declared): 200", $"delivery:{Key}{(channel == "pager" ? "" : ":by:mail")}", channel);
        Done().ShouldNotContain(sentence => sentence.Contains("cannot be told", StringComparison.Ordinal));
        Done().ShouldContain($"17:48:21 anna was told by {channel} (page: it was declared): 200.");
    }

    [Fact]
    public void MessageThatWaits_IsNotSaidToHaveFailed() => Done().ShouldBe(["Nobody has acknowledged it."]);

    [Fact]
    public void MessageThatIsGivenUp_SaysSo()
    {
        Failed("pager", 1, "connection refused");
        Add(EntryKind.NotificationGivenUp, "anna could not be told by pager for 3 days", $"delivery:{Key}", "pager");
        Done().ShouldContain("17:48:21 anna could not be told by pager for 3 days.");
    }

    [Fact]
    public void GivenUpByOneChannel_IsTriedByTheOther()
    {
        Failed("pager", 1, "connection refused");
        Add(EntryKind.NotificationQueued, "anna is to be told by mail, because pager does not work", $"{Key}:by:mail", "mail");
        Add(EntryKind.NotificationGivenUp, "anna could not be told by pager for 3 days", $"delivery:{Key}", "pager");
        Done().ShouldContain(sentence => sentence.EndsWith("it is tried again.", StringComparison.Ordinal));
    }

    private void Failed(string channel, int failures, string why) => Add(EntryKind.NotificationFailed, $"{channel} did not take it, try {failures}: {why}", $"delivery:{Key}", channel);

    private void Add(EntryKind kind, string text, string key, string channel) => bench.Book.Add(1, new NewEntry(kind, bench.Clock.UtcNow, "escalation", text)
    {
        Data = new() { ["key"] = key, ["channel"] = channel, ["person"] = "anna", ["purpose"] = "page", ["outage"] = "1" },
        Sources = ["record:1"],
    });

    private IReadOnlyList<string> Done() => IncidentStory.Of(IncidentReports.Of(bench.Only, isDurable: true, withTimeline: true), all: false).First(part => part.Heading == "What is being done").Sentences;
}
