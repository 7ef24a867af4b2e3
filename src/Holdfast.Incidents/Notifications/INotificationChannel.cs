namespace Holdfast.Incidents.Notifications;

/// <summary>One way to tell somebody. Waits for the other side, for a bounded time. One thread at a time.</summary>
public interface INotificationChannel
{
    /// <summary>Never throws for what the outside world does.</summary>
    DeliveryResult Send(Notification notification);
}
