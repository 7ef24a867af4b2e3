using Holdfast.Incidents.Reports;

namespace Holdfast.Incidents.Tests.Reports;

public sealed class StoryLinesTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);

    [Fact]
    public void TriesOfOneMessage_AreOneLineWithTheirNumber()
    {
        IReadOnlyList<string> lines = StoryLines.Of(
        [
            Entry(1, "declared", "declared"),
            Entry(2, "notification-failed", "hook did not take it, try 1: connection refused", ("key", "delivery:a"), ("channel", "hook"), ("failures", "1")),
            Entry(3, "notification-failed", "hook did not take it, try 1: connection refused", ("key", "delivery:b"), ("channel", "hook"), ("failures", "1")),
            Entry(4, "notification-failed", "hook did not take it, try 2: connection refused", ("key", "delivery:a"), ("channel", "hook"), ("failures", "2")),
            Entry(5, "notification-failed", "hook did not take it, try 16: timed out", ("key", "delivery:a"), ("channel", "hook"), ("failures", "16")),
        ]);
        lines.ShouldBe(
        [
            "17:46:41 declared: declared [x, record:1]",
            "17:46:42 notification-failed: hook did not take a message in 16 tries until 17:46:45; timed out [x, record:5]",
            "17:46:43 notification-failed: hook did not take it, try 1: connection refused [x, record:3]",
        ]);
    }

    [Fact]
    public void ManySteps_AreTheFirstAndTheLastOnes() =>
        StoryLines.Shortly([.. Enumerable.Range(1, 9).Select(number => (At.AddSeconds(number), $"{number}"))], "step").Select(line => line.Text).ShouldBe(["1", "2", "... 4 steps between (--all has them)", "7", "8", "9"]);

    /// <summary>A server that was out in an outage before came back then, and again at the end of this one: that is the end of the story.</summary>
    [Fact]
    public void RecoveryOfAnEarlierTrouble_DoesNotHideThisOne()
    {
        IReadOnlyList<string> lines = StoryLines.Of(
        [
            Entry(1, "change", "server a is available again"),
            Entry(2, "opened", "something is unusual"),
            Entry(3, "mitigation", "server a is taken out"),
            Entry(4, "change", "server a is available again"),
            Entry(5, "mitigation", "server a is taken out"),
            Entry(6, "change", "server a is available again"),
            Entry(7, "mitigation", "revision 2", ("by", "people")),
            Entry(8, "change", "server a is available again"),
        ]);
        lines.ShouldBe(
        [
            "17:46:41 change: server a is available again [x, record:1]",
            "17:46:42 opened: something is unusual [x, record:2]",
            "17:46:43 mitigation: server a is taken out (2 times until 17:46:45) [x, record:3]",
            "17:46:44 change: server a is available again (2 times until 17:46:46) [x, record:4]",
            "17:46:47 mitigation: revision 2 [x, record:7]",
            "17:46:48 change: server a is available again [x, record:8]",
        ]);
    }

    private static TimelineEntryReport Entry(int number, string kind, string text, params (string Name, string Value)[] data) =>
        new($"record:{number}", kind, At.AddSeconds(number), At.AddSeconds(number), "x", text, data.ToDictionary(one => one.Name, one => one.Value), []);
}
