namespace Holdfast.DataPlane.Tests.Overload.Limits;

public sealed class PeakMemoryTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void Peak_IsKeptForAMinute()
    {
        var memory = new PeakMemory(20, now: 0);
        memory.Note(50, Second);
        memory.Note(3, 30 * Second);
        memory.Most.ShouldBe(50);
        for (int second = 31; second < 95; second++)
        {
            memory.Note(3, second * Second);
        }

        memory.Most.ShouldBe(3);
    }
}
