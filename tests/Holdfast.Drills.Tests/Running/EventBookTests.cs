using Holdfast.Drills.Running;

namespace Holdfast.Drills.Tests.Running;

public class EventBookTests
{
    private readonly Watcher watcher = new();

    [Fact]
    public void Events_AreToldAsTheyCome_AndKeptInOrderOfTime()
    {
        EventBook book = new(watcher);
        book.Add(2.00049, RunEventKind.Fault, "a is killed");
        book.Add(1, RunEventKind.Phase, "killed");
        watcher.Told.Select(static happened => happened.Text).ShouldBe(["a is killed", "killed"]);
        book.InOrder().ShouldBe([new RunEvent(1, RunEventKind.Phase, "killed"), new RunEvent(2, RunEventKind.Fault, "a is killed")]);
    }

    [Fact]
    public void GatewayThatNeverStopsNoticing_DoesNotBuryTheRest()
    {
        EventBook book = new(watcher);
        for (int sign = 0; sign < 1000; sign++)
        {
            book.Add(sign, RunEventKind.Reaction, $"sign {sign}");
        }

        book.Add(1000, RunEventKind.Fault, "a is killed");
        IReadOnlyList<RunEvent> kept = book.InOrder();
        kept.Count(static happened => happened.Kind == RunEventKind.Reaction).ShouldBe(100);
        kept.Single(static happened => happened.Kind == RunEventKind.Note).Text.ShouldContain("left out");
        kept[^1].Kind.ShouldBe(RunEventKind.Fault);
        watcher.Told.Count.ShouldBe(kept.Count);
    }

    private sealed class Watcher : IDrillObserver
    {
        public List<RunEvent> Told { get; } = [];

        public void Step(string text)
        {
        }

        public void Happened(RunEvent happened) => Told.Add(happened);

        public void Second(DrillSecond second)
        {
        }
    }
}
