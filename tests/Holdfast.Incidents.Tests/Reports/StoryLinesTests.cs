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
        StoryLines.Shortly([.. Enumerable.Range(1, 9).Select(number => $"{number}")], "step").ShouldBe(["1", "2", "... 4 steps between (--all has them)", "7", "8", "9"]);

    private static TimelineEntryReport Entry(int number, string kind, string text, params (string Name, string Value)[] data) =>
        new($"record:{number}", kind, At.AddSeconds(number), At.AddSeconds(number), "x", text, data.ToDictionary(one => one.Name, one => one.Value), []);
}
