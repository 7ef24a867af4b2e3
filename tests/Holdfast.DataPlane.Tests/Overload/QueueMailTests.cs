using Holdfast.Configuration;

namespace Holdfast.DataPlane.Tests.Overload;

public sealed class QueueMailTests
{
    // Capacity of one a second: 16 of each class, the least bound that there is.
    private static readonly QueueSettings Bounds = QueueSettings.For(1, 1_000_000);

    private readonly QueueMail mail = new();

    [Fact]
    public void AsManyOnTheirWayAsMayWait_OneMoreIsRefusedAndCounted()
    {
        Waiter[] sent = [.. Enumerable.Range(0, QueueSettings.MinimumCount).Select(_ => New())];
        sent.ShouldAllBe(waiter => mail.TryAdd(waiter, Bounds));

        mail.TryAdd(New(), Bounds).ShouldBeFalse();
        (mail.RefusedForCount, mail.RefusedForBytes).ShouldBe((1, 0));
        mail.Take(sent[0]);
        mail.TryAdd(New(), Bounds).ShouldBeTrue();
        mail.TryAdd(New(), Bounds).ShouldBeFalse();
    }

    [Fact]
    public void CrowdOfTheLeastImportantIsOnItsWay_CriticalRequestsAreTaken()
    {
        for (int i = 0; i < 100; i++)
        {
            mail.TryAdd(New(RequestClass.Bulk), Bounds);
        }

        mail.RefusedForCount.ShouldBe(100 - QueueSettings.MinimumCount);
        mail.TryAdd(New(RequestClass.Critical), Bounds).ShouldBeTrue();
    }

    [Fact]
    public void MemoryOfThoseOnTheirWay_IsBoundedToo()
    {
        int half = (int)(Bounds.Bytes / 2);
        Waiter first = New(bytes: half);
        mail.TryAdd(first, Bounds).ShouldBeTrue();
        mail.TryAdd(New(bytes: half), Bounds).ShouldBeTrue();
        mail.TryAdd(New(bytes: 1), Bounds).ShouldBeFalse();
        (mail.RefusedForCount, mail.RefusedForBytes).ShouldBe((0, 1));

        mail.Take(first);
        mail.TryAdd(New(bytes: 1), Bounds).ShouldBeTrue("what was refused left nothing behind");
    }

    [Fact]
    public void ProtectionIsOff_NobodyIsRefused()
    {
        for (int i = 0; i < 20_000; i++)
        {
            mail.TryAdd(New(), QueueSettings.Off).ShouldBeTrue();
        }
    }

    [Fact]
    public void ManyThreads_NeverMoreThanTheBound()
    {
        int taken = 0;
        Parallel.For(0, 4, _ =>
        {
            for (int i = 0; i < 1_000; i++)
            {
                if (mail.TryAdd(New(), Bounds))
                {
                    Interlocked.Increment(ref taken);
                }
            }
        });
        taken.ShouldBe(QueueSettings.MinimumCount);
        mail.RefusedForCount.ShouldBe(4_000 - taken);
    }

    private static Waiter New(RequestClass requestClass = RequestClass.Default, int bytes = 10) => new(0) { Class = requestClass, Bytes = bytes };
}
