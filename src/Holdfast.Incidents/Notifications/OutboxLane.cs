using Holdfast.Foundation;

namespace Holdfast.Incidents.Notifications;

/// <summary>
/// Delivers the words of one channel, one after the other: a channel that hangs holds up no other. One thread, its own where it is real and
/// the test's where time is virtual.
/// </summary>
internal sealed class OutboxLane(string channel, Outbox outbox, Func<OutboxItem, (INotificationChannel? Channel, Notification Word)> prepare, IClock clock)
{
    public string Channel => channel;

    /// <summary>Sends what is due.</summary>
    /// <returns>How many were tried.</returns>
    public int Pump()
    {
        int tried = 0;
        outbox.Withdraw(clock.UtcNow);
        while (outbox.Next(channel, clock.UtcNow) is { } item)
        {
            tried++;
            outbox.Report(item, Send(item), clock.UtcNow);
        }

        return tried;
    }

    private DeliveryResult Send(OutboxItem item)
    {
        try
        {
            (INotificationChannel? way, Notification word) = prepare(item);
            return way?.Send(word) ?? new DeliveryResult(false, "this channel is not in the policy any more");
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Whatever it was, the word must come back: one that nobody reports on is told to nobody until the process starts anew.
            return new DeliveryResult(false, $"{failure.GetType().Name}: {failure.Message}");
        }
    }
}
