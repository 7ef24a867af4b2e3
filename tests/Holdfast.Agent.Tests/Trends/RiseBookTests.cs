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
    public void CountersThatAreGone_MakeRoom()
    {
        RiseBook book = new();
        book.Note("disk sda", 3, Start);
        // A job that is ended for want of memory, in a group of another name each quarter of an hour.
        for (int quarter = 1; quarter <= 1_000; quarter++)
        {
            DateTimeOffset now = Start.AddMinutes(15 * quarter);
            book.Note($"killed in job-{quarter}", 1, now);
            book.Note("disk sda", 3, now).ShouldBeNull();
        }

        book.All.Count.ShouldBeLessThan(100);
        DateTimeOffset end = Start.AddMinutes(15 * 1_001);
        book.Note("disk sdb", 0, end);
        book.Note("disk sdb", 2, end.AddMinutes(1)).ShouldNotBeNull().By.ShouldBe(2);
        book.Note("disk sda", 5, end.AddMinutes(1)).ShouldNotBeNull().By.ShouldBe(2);
    }

    [Fact]
    public void BookThatIsFull_LosesWhatIsGone_AndNothingThatIsStillThere()
    {
        RiseBook book = new();
        for (int index = 0; index < 256; index++)
        {
            book.Note($"job-{index}", 1, Start.AddMinutes(index));
        }

        DateTimeOffset now = Start.AddMinutes(256);
        book.Note("new", 1, now);
        book.All.Keys.ShouldContain("new");
        book.All.Keys.ShouldNotContain("job-0");
        book.All.Count.ShouldBe(256);
        RiseBook busy = new();
        for (int index = 0; index < 256; index++)
        {
            busy.Note($"disk-{index}", 1, now);
        }

        busy.Note("one too many", 1, now.AddSeconds(5));
        busy.All.Keys.ShouldNotContain("one too many");
    }

    [Fact]
    public void WhatWasKept_HasADayToBeSeenAgain()
    {
        RiseBook book = new();
        book.Restore("disk sda", new Rise(7, 2, Start.AddDays(-3)));
        book.Note("new", 1, Start);
        book.Note("disk sda", 9, Start.AddHours(1)).ShouldNotBeNull();
        book.Note("another", 1, Start.AddHours(26));
        book.All.Keys.ShouldBe(["another"]);
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
