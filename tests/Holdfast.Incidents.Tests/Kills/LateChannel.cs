using System.Collections.Concurrent;
using Holdfast.Incidents.Notifications;

namespace Holdfast.Incidents.Tests.Kills;

/// <summary>The mistake: it says that a word was delivered, and delivers it a moment later.</summary>
internal sealed class LateChannel : INotificationChannel
{
    private readonly BlockingCollection<string> late = [];

    public LateChannel(AppendedFile sink, string run) => new Thread(() =>
    {
        foreach (string key in late.GetConsumingEnumerable())
        {
            Thread.Sleep(30);
            sink.Add($"{run} {key}");
        }
    })
    { IsBackground = true }.Start();

    public DeliveryResult Send(Notification notification)
    {
        late.Add(notification.Key);
        return new DeliveryResult(true, "written");
    }
}
