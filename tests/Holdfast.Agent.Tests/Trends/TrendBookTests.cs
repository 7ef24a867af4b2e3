using Holdfast.Agent.Trends;

namespace Holdfast.Agent.Tests.Trends;

public class TrendBookTests
{
    private readonly TrendBook book = new();

    [Fact]
    public void PointsOfOneName_AreOneTrend()
    {
        book.Note("disk /", 0, 1);
        book.Note("disk /", 300, 2).Points.Count.ShouldBe(2);
        book.All.Keys.ShouldBe(["disk /"]);
    }

    [Fact]
    public void TrendOfANewProcess_ReplacesThatOfTheOld_AndNoOther()
    {
        book.Note("memory 80 1", 0, 1, replaces: "memory 80 ");
        book.Note("memory 8000 1", 0, 1, replaces: "memory 8000 ");
        for (int pid = 2; pid < 500; pid++)
        {
            book.Note($"memory 8000 {pid}", pid, 1, replaces: "memory 8000 ").Points.Count.ShouldBe(1);
        }

        book.All.Keys.ShouldBe(["memory 80 1", "memory 8000 499"], ignoreOrder: true);
        book.Note("disk /", 600, 1);
        book.All.Keys.ShouldContain("disk /");
    }

    [Fact]
    public void TrendWithoutPointsForADay_IsForgottenWhenAnotherComes()
    {
        book.Note("disk /old", 0, 1);
        book.Note("disk /", 86_000, 1);
        book.All.Count.ShouldBe(2);
        book.Note("disk /new", 86_401, 1);
        book.All.Keys.ShouldBe(["disk /", "disk /new"], ignoreOrder: true);
    }

    [Fact]
    public void BookThatIsFull_KeepsWhatItHas()
    {
        for (int index = 0; index < 100; index++)
        {
            book.Note($"disk {index}", index, 1);
        }

        book.All.Count.ShouldBe(64);
        book.All.Keys.ShouldContain("disk 0");
        // The one that finds no place is judged by itself: too few points for anything.
        book.Note("disk 99", 600, 1).Fit.ShouldBeNull();
    }

    [Fact]
    public void WhatWasKept_ComesBack()
    {
        book.Restore("disk /", [new TrendPoint(300, 2), new TrendPoint(0, 1), new TrendPoint(600, double.NaN)]);
        book.All["disk /"].Points.ShouldBe([new TrendPoint(0, 1), new TrendPoint(300, 2)]);
    }
}
