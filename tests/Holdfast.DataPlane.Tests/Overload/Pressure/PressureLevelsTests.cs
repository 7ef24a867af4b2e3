namespace Holdfast.DataPlane.Tests.Overload.Pressure;

public sealed class PressureLevelsTests
{
    private const long Tick = 100_000_000;

    private readonly PressureLevels levels = new();
    private PressureFacts facts;
    private long now = Tick;

    /// <summary>A worker is busy for all of a tick.</summary>
    private void Work() => facts.ProcessorTime += Tick;

    private double After(PressurePart part, int ticks, Action? each = null)
    {
        for (int tick = 0; tick < ticks; tick++)
        {
            each?.Invoke();
            levels.Update(facts, now += Tick);
        }

        return Math.Round(levels.Values[(int)part], 3);
    }

    [Fact]
    public void MemoryAndDescriptors_AreSharesOfTheirBounds()
    {
        facts = new PressureFacts { HeapBytes = 30, HeapLimit = 100, MemoryBytes = 90, MemoryLimit = 100, Descriptors = 500, DescriptorLimit = 1000 };

        After(PressurePart.Heap, 1).ShouldBe(0.3);
        levels.Values[(int)PressurePart.Memory].ShouldBe(0.9);
        levels.Values[(int)PressurePart.Descriptors].ShouldBe(0.5);
    }

    [Fact]
    public void BoundThatIsNotKnown_IsNoPressure()
    {
        facts = new PressureFacts { HeapBytes = 30, MemoryBytes = 90, Descriptors = 500 };
        After(PressurePart.Heap, 20).ShouldBe(0);
        levels.Values.ShouldAllBe(level => level == 0);
    }

    [Fact]
    public void OneLongTurn_IsNoPressure_ButTurnsThatStayLongAre()
    {
        After(PressurePart.LoopLag, 5);
        facts.LongestTurn = 200_000_000;
        After(PressurePart.LoopLag, 2, Work).ShouldBe(0);
        After(PressurePart.LoopLag, 1, Work).ShouldBe(4);
        facts.LongestTurn = 0;
        After(PressurePart.LoopLag, 1).ShouldBe(0);
    }

    /// <summary>A neighbour has the processors: a worker stands in the middle of a turn and is not let run.</summary>
    [Theory]
    [InlineData(0.03, 0)]
    [InlineData(0.15, 4)]
    [InlineData(1, 4)]
    public void TurnsAreLongAndTheProcessHardlyWorks_IsNoPressure(double processors, double pressure)
    {
        facts.LongestTurn = 200_000_000;
        After(PressurePart.LoopLag, 20, () => facts.ProcessorTime += (long)(processors * Tick)).ShouldBe(pressure);
    }

    [Fact]
    public void Pauses_AreTheirShareOfASecond() =>
        After(PressurePart.GcPauses, 30, () => facts.GcPauses += 10_000_000).ShouldBe(0.5, 0.06);

    [Fact]
    public void ProcessorTime_IsOfWhatAllProcessorsCouldGive()
    {
        facts.Processors = 2;
        After(PressurePart.Processor, 9, () => facts.ProcessorTime += 190_000_000).ShouldBe(0);
        After(PressurePart.Processor, 20, () => facts.ProcessorTime += 190_000_000).ShouldBe(1.0, 0.11);
    }
}
