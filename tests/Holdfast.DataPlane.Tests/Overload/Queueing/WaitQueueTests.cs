using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Overload.Queueing;

public sealed class WaitQueueTests
{
    private const long Millisecond = QueueDriver.Millisecond;

    private readonly QueueDriver driver = new();

    [Fact]
    public void NobodyWaits_NobodyIsNext()
    {
        driver.Queue.Next(driver.Now).ShouldBeNull();
        driver.Ended().ShouldBeEmpty();
    }

    [Fact]
    public void OneClient_IsServedInOrderOfArrival()
    {
        Waiter[] waiters = [driver.Add(), driver.Add(), driver.Add()];
        driver.ServeAll().SequenceEqual(waiters).ShouldBeTrue();
        driver.Queue.Count.ShouldBe(0);
        driver.Queue.Bytes.ShouldBe(0);
    }

    [Fact]
    public void NextWithoutTake_IsTheSameAgain()
    {
        driver.Add();
        driver.Add(client: 2);
        Waiter? next = driver.Queue.Next(driver.Now);
        driver.Queue.Next(driver.Now).ShouldBe(next);
        driver.Queue.Count.ShouldBe(2);
    }

    [Fact]
    public void CriticalRequest_GoesBeforeAllThatWait()
    {
        driver.Add(RequestClass.Bulk);
        driver.Add(RequestClass.BestEffort);
        driver.Add();
        Waiter critical = driver.Add(RequestClass.Critical);
        driver.Serve().ShouldBe(critical);
    }

    [Fact]
    public void RequestWhoseServerDied_GoesBeforeItsClass()
    {
        driver.Add();
        Waiter again = driver.Add(client: 2, atFront: true);
        Waiter later = driver.Add(client: 3, atFront: true);
        driver.Serve().ShouldBe(again);
        driver.Serve().ShouldBe(later);
    }

    [Theory]
    [InlineData(RequestClass.Critical, 250)]
    [InlineData(RequestClass.Default, 100)]
    [InlineData(RequestClass.BestEffort, 50)]
    [InlineData(RequestClass.Bulk, 20)]
    public void PatienceOfTheClassEnds_WaiterIsGivenUpAtOnce(RequestClass importance, int milliseconds)
    {
        Waiter waiter = driver.Add(importance);
        driver.Pass((milliseconds - 1) * Millisecond);
        driver.Ended().ShouldBeEmpty();
        driver.Pass(Millisecond);
        driver.Ended().ShouldHaveSingleItem().ShouldBe(waiter);
        waiter.End.ShouldBe(WaitEnd.Expired);
        driver.Queue.CountersOf((int)importance)!.Expired.ShouldBe(1);
    }

    [Fact]
    public void SlowPool_MakesPatient()
    {
        driver.Queue.Configure(QueueSettings.For(10, 400 * Millisecond));
        driver.Add(RequestClass.Bulk, cost: 400 * Millisecond);
        driver.Pass(795 * Millisecond);
        driver.Queue.Count.ShouldBe(1);
        driver.Pass(5 * Millisecond);
        driver.Queue.Count.ShouldBe(0);
    }

    [Fact]
    public void CriticalRequestWithLittleTime_WaitsForHalfOfIt()
    {
        driver.Add(RequestClass.Critical, deadlineIn: 100 * Millisecond);
        driver.Pass(49 * Millisecond);
        driver.Queue.Count.ShouldBe(1);
        driver.Pass(Millisecond);
        driver.Queue.Count.ShouldBe(0);
    }

    [Fact]
    public void AnswerWouldComeTooLate_IsNeverGiven()
    {
        Waiter waiter = driver.Add(deadlineIn: 30 * Millisecond);
        driver.Now += 20 * Millisecond;
        driver.Queue.Next(driver.Now).ShouldBeNull("10 ms are left, and half of the answers take more");
        driver.Ended().ShouldHaveSingleItem().ShouldBe(waiter);
        waiter.End.ShouldBe(WaitEnd.Expired);
    }

    [Fact]
    public void PoolBecomesSlowerMeanwhile_AnswerThatIsNowTooLateIsNeverGiven()
    {
        driver.Add(deadlineIn: 60 * Millisecond, cost: 50 * Millisecond);
        driver.Now += 20 * Millisecond;
        driver.Queue.Configure(QueueSettings.For(1_000, 45 * Millisecond));
        driver.Queue.Next(driver.Now).ShouldBeNull();
    }

    [Fact]
    public void TooLateOnArrival_IsGivenUpAtOnce()
    {
        driver.Add(deadlineIn: 5 * Millisecond);
        driver.Ended().ShouldHaveSingleItem().End.ShouldBe(WaitEnd.Expired);
        driver.Queue.Count.ShouldBe(0);
    }

    [Fact]
    public void ClientHasLeft_NextOneIsGivenAndTheLeaverIsHandedBack()
    {
        Waiter left = driver.Add();
        Waiter next = driver.Add();
        left.TryEnd(WaitEnd.Cancelled);
        driver.Serve().ShouldBe(next);
        driver.Ended().ShouldHaveSingleItem().ShouldBe(left);
        left.End.ShouldBe(WaitEnd.Cancelled);
        driver.Queue.CountersOf(1)!.Left.ShouldBe(1);
        driver.Queue.CountersOf(1)!.Expired.ShouldBe(0);
    }

    [Fact]
    public void RemovedWaiter_IsOutAndRemovingItAgainChangesNothing()
    {
        Waiter waiter = driver.Add();
        driver.Queue.Remove(waiter).ShouldBeTrue();
        driver.Queue.Remove(waiter).ShouldBeFalse();
        driver.Queue.Count.ShouldBe(0);
        driver.Queue.Next(driver.Now).ShouldBeNull();
        driver.Ended().ShouldBeEmpty();
    }

    [Fact]
    public void EndAll_EndsEverybodyWithTheReason()
    {
        for (ulong client = 0; client < 40; client++)
        {
            driver.Add((RequestClass)(client % 4), client, atFront: client % 7 == 0);
        }

        driver.Queue.EndAll(WaitEnd.NoServer);
        driver.Ended().Count(waiter => waiter.End == WaitEnd.NoServer).ShouldBe(40);
        driver.Queue.Count.ShouldBe(0);
        driver.Queue.Next(driver.Now).ShouldBeNull();
    }

    [Fact]
    public void ProtectionIsOff_EverybodyWaitsInOneLineUntilTheDeadline()
    {
        driver.Queue.Configure(QueueSettings.Off);
        List<Waiter> waiters = [];
        for (int i = 0; i < 20_000; i++)
        {
            waiters.Add(driver.Add((RequestClass)(i % 4), client: (ulong)i % 10, overShare: i % 3 == 0));
        }

        driver.Pass(9_000 * Millisecond);
        driver.ServeAll().SequenceEqual(waiters).ShouldBeTrue();
    }

    [Fact]
    public void ProtectionIsSwitchedOffWhileTheQueueStands_NobodyIsGivenUp()
    {
        for (int i = 0; i < 120; i++)
        {
            driver.Add(client: 1);
            driver.Pass(10 * Millisecond);
            driver.Serve();
            driver.Add(client: 2);
        }

        driver.Ended();
        driver.Queue.Configure(QueueSettings.Off);
        int count = driver.Queue.Count;
        driver.Pass(5 * Millisecond);
        driver.Queue.Count.ShouldBe(count);
    }
}
