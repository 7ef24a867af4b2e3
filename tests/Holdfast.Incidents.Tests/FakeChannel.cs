using Holdfast.Incidents.Notifications;

namespace Holdfast.Incidents.Tests;

/// <summary>A receiver that can be out of order.</summary>
internal sealed class FakeChannel : INotificationChannel
{
    public bool Works { get; set; } = true;

    public int Tries { get; private set; }

    /// <summary>As a client that was disposed of while it was used.</summary>
    public bool Throws { get; set; }

    /// <summary>What this one says no to, though it works.</summary>
    public Func<Notification, bool> Refuses { get; set; } = static _ => false;

    public List<Notification> Got { get; } = [];

    public DeliveryResult Send(Notification notification)
    {
        Tries++;
        ObjectDisposedException.ThrowIf(Throws, this);
        if (Works && Refuses(notification))
        {
            return new DeliveryResult(false, "answered 400") { IsRefused = true };
        }

        if (Works)
        {
            Got.Add(notification);
        }

        return new DeliveryResult(Works, Works ? "answered 200" : "connection refused");
    }
}
