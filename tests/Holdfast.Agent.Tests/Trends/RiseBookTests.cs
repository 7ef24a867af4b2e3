using Holdfast.Agent.Trends;

namespace Holdfast.Agent.Tests.Trends;

public class RiseBookTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void FirstSight_IsNoRise() => new RiseBook().Note("a", 7, Start).ShouldBeNull();

    [Fact]
    public void Rises_OfADayAreSummedUp()
    {
        RiseBook book = new();
        book.Note("a", 7, Start);
        book.Note("a", 9, Start.AddHours(1)).ShouldBe(new Rise(9, 2, Start.AddHours(1)));
        book.Note("a", 10, Start.AddHours(2)).ShouldBe(new Rise(10, 3, Start.AddHours(2)));
        book.Note("a", 10, Start.AddHours(25)).ShouldNotBeNull();
        book.Note("a", 10, Start.AddHours(27)).ShouldBeNull();
    }

    [Fact]
    public void CounterThatBeganAnew_CountsFromThere()
    {
        RiseBook book = new();
        book.Note("a", 70, Start);
        book.Note("a", 2, Start.AddHours(1)).ShouldNotBeNull().By.ShouldBe(2);
        book.Note("b", 70, Start);
        book.Note("b", 0, Start.AddHours(1)).ShouldBeNull();
        book.Note("b", 0, Start.AddHours(2)).ShouldBeNull();
    }
}
