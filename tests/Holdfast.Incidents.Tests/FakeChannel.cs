using Holdfast.Incidents.Notifications;

namespace Holdfast.Incidents.Tests;

/// <summary>A receiver that can be out of order.</summary>
internal sealed class FakeChannel : INotificationChannel
{
    public bool Works { get; set; } = true;

    public int Tries { get; private set; }

    public List<Notification> Got { get; } = [];

    public DeliveryResult Send(Notification notification)
    {
        Tries++;
        if (Works)
        {
            Got.Add(notification);
        }

        return new DeliveryResult(Works, Works ? "answered 200" : "connection refused");
    }
}
