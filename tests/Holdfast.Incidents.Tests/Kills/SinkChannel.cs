using Holdfast.Incidents.Notifications;

namespace Holdfast.Incidents.Tests.Kills;

/// <summary>A receiver outside the process: what it has heard stays heard.</summary>
internal sealed class SinkChannel(AppendedFile sink, string run) : INotificationChannel
{
    public DeliveryResult Send(Notification notification)
    {
        sink.Add($"{run} {notification.Key}");
        return new DeliveryResult(true, "written");
    }
}
