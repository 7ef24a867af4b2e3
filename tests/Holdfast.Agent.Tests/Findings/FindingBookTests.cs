using Holdfast.Agent.Findings;
using Holdfast.Agent.Reports;

namespace Holdfast.Agent.Tests.Findings;

public class FindingBookTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly HostFinding Hot = new("too-hot", "cpu", "90", "");

    [Fact]
    public void FindingThatFlickers_IsHeld_AndKeepsItsBegin()
    {
        FindingBook book = new();
        book.Note([Hot], Start).ShouldHaveSingleItem().Since.ShouldBe(Start);
        book.Note([], Start.AddSeconds(60)).ShouldHaveSingleItem();
        book.Note([Hot with { Text = "91" }], Start.AddSeconds(65)).ShouldHaveSingleItem().ShouldBe(Hot with { Text = "91", Since = Start });
        book.Note([], Start.AddSeconds(190)).ShouldBeEmpty();
    }

    [Fact]
    public void Findings_AreBounded() =>
        new FindingBook().Note(Enumerable.Range(0, 500).Select(index => Hot with { Subject = $"{index}" }), Start).Count.ShouldBe(64);
}
