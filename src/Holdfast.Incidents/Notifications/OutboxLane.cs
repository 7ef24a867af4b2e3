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
        while (outbox.Next(channel, clock.UtcNow) is { } item)
        {
            tried++;
            (INotificationChannel? way, Notification word) = prepare(item);
            DeliveryResult result = way?.Send(word) ?? new DeliveryResult(false, "this channel is not in the policy any more");
            outbox.Report(item, result, clock.UtcNow);
        }

        return tried;
    }
}
