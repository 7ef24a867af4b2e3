using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Overload.Queueing;

public sealed class WaitQueueBoundTests
{
    private const long Millisecond = QueueDriver.Millisecond;

    // 100 requests a second: 25 wait at most, and 16 of each class.
    private readonly QueueDriver driver = new(capacityPerSecond: 100);

    [Fact]
    public void ClassIsFull_ItsNewestOfTheLongestFlowGoes()
    {
        Waiter lonely = driver.Add(client: 2);
        List<Waiter> crowd = Enumerable.Range(0, 15).Select(_ => driver.Add(client: 1)).ToList();
        driver.Ended().ShouldBeEmpty();
        Waiter third = driver.Add(client: 3);
        Waiter pushedOut = driver.Ended().ShouldHaveSingleItem();
        pushedOut.ShouldBe(crowd[^1]);
        pushedOut.End.ShouldBe(WaitEnd.PushedOut);
        driver.ServeAll().ShouldBe([lonely, third, .. crowd[..^1]], ignoreOrder: true);
    }

    [Fact]
    public void OneOfTheCrowdComesToAFullClass_ItGoesItself()
    {
        for (int i = 0; i < 16; i++)
        {
            driver.Add(client: 1);
        }

        Waiter late = driver.Add(client: 1);
        driver.Ended().ShouldHaveSingleItem().ShouldBe(late);
    }

    [Fact]
    public void QueueIsFull_LeastImportantClassGoesFirst()
    {
        for (int i = 0; i < 10; i++)
        {
            driver.Add(RequestClass.Bulk);
        }

        for (int i = 0; i < 15; i++)
        {
            driver.Add(client: 5);
        }

        driver.Ended().ShouldBeEmpty();
        driver.Add(RequestClass.Critical, client: 6);
        driver.Ended().ShouldHaveSingleItem().Class.ShouldBe(RequestClass.Bulk);
    }

    [Fact]
    public void BulkRequestComesToAQueueFullOfBetterOnes_ItGoesItself()
    {
        for (int i = 0; i < 25; i++)
        {
            driver.Add(i < 15 ? RequestClass.Critical : RequestClass.Default);
        }

        Waiter bulk = driver.Add(RequestClass.Bulk);
        driver.Ended().ShouldHaveSingleItem().ShouldBe(bulk);
    }

    [Fact]
    public void ClientOverItsShare_GoesBeforeALongerFlowOfTheOthers()
    {
        Waiter over = driver.Add(client: 9, overShare: true);
        for (int i = 0; i < 16; i++)
        {
            driver.Add(client: 1);
        }

        driver.Ended().ShouldHaveSingleItem().ShouldBe(over);
        over.End.ShouldBe(WaitEnd.OverFairShare);
        driver.Queue.CountersOf(1)!.OverFairShare.ShouldBe(1);
    }

    [Fact]
    public void MemoryIsFull_RoomIsMadeForTheMoreImportant()
    {
        driver.Queue.Configure(QueueSettings.For(10_000, Millisecond));
        List<Waiter> bulk = Enumerable.Range(0, 64).Select(i => driver.Add(RequestClass.Bulk, client: (ulong)i, bytes: 1 << 20)).ToList();
        driver.Ended().ShouldBeEmpty();
        driver.Add(bytes: 2 << 20);
        driver.Ended().Count.ShouldBe(2);
        driver.Queue.Bytes.ShouldBe(64L << 20);
    }

    [Fact]
    public void RequestThatAloneHoldsTooMuch_GoesWithoutPushingAnybodyOut()
    {
        driver.Add(RequestClass.Bulk);
        Waiter huge = driver.Add(RequestClass.Critical, bytes: (64 << 20) + 1);
        driver.Ended().ShouldHaveSingleItem().ShouldBe(huge);
    }

    [Fact]
    public void BoundsShrink_ExcessGoesAtTheNextLook()
    {
        driver.Queue.Configure(QueueSettings.For(10_000, Millisecond));
        for (ulong client = 0; client < 200; client++)
        {
            driver.Add(client: client);
        }

        driver.Queue.Configure(QueueSettings.For(100, Millisecond));
        driver.Pass(5 * Millisecond);
        driver.Queue.Count.ShouldBe(16);
    }

    [Fact]
    public void OnlyRequestsThatWaitedBeforeAreLeft_TheirNewestGoes()
    {
        Waiter[] front = [.. Enumerable.Range(0, 17).Select(_ => driver.Add(atFront: true))];
        driver.Ended().ShouldHaveSingleItem().ShouldBe(front[^1]);
    }
}
