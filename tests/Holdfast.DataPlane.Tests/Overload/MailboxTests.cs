namespace Holdfast.DataPlane.Tests.Overload;

public sealed class MailboxTests
{
    [Fact]
    public void Waiters_ComeOutOldestFirst()
    {
        Mailbox mailbox = new();
        Waiter[] waiters = [.. Enumerable.Range(0, 5).Select(_ => new Waiter(0))];
        waiters.Select(mailbox.Post).ShouldBe([true, false, false, false, false]);

        TakeAll(mailbox).ShouldBe(waiters);
        (mailbox.IsEmpty, mailbox.TakeAll()).ShouldBe((true, null));
        mailbox.Post(waiters[3]).ShouldBeTrue();
    }

    [Fact]
    public void Waiter_IsInAMailboxAndHasANoticeUnderWay()
    {
        Mailbox mailbox = new();
        Mailbox notices = new(isForNotices: true);
        Waiter[] waiters = [new(0), new(0), new(0)];
        Array.ForEach(waiters, waiter => mailbox.Post(waiter));
        notices.Post(waiters[2]);
        notices.Post(waiters[0]);

        TakeAll(notices).ShouldBe([waiters[2], waiters[0]]);
        TakeAll(mailbox).ShouldBe(waiters);
    }

    [Fact]
    public void ManyThreadsPost_NoneIsLost()
    {
        const int each = 20_000;
        Mailbox mailbox = new();
        Thread[] senders = [.. Enumerable.Range(0, 3).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < each; i++)
            {
                mailbox.Post(new Waiter(0));
            }
        }))];
        Array.ForEach(senders, sender => sender.Start());
        int taken = 0;
        while (senders.Any(sender => sender.IsAlive))
        {
            taken += TakeAll(mailbox).Count;
        }

        (taken + TakeAll(mailbox).Count).ShouldBe(3 * each);
    }

    private static List<Waiter> TakeAll(Mailbox mailbox)
    {
        List<Waiter> taken = [];
        for (Waiter? waiter = mailbox.TakeAll(); waiter is not null; waiter = mailbox.TakeNext(waiter))
        {
            taken.Add(waiter);
        }

        return taken;
    }
}
