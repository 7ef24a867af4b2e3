using System.Text.Json;
using Holdfast.Incidents.Escalation;

namespace Holdfast.Incidents.Notifications.Shapes;

/// <summary>Everything, for programs of one's own.</summary>
internal sealed class GenericPayload : IPayload
{
    public string Shape => "json";

    public void Write(Utf8JsonWriter writer, Notification notification, ChannelConfig channel)
    {
        writer.WriteStartObject();
        writer.WriteString("key", notification.Key);
        writer.WriteString("group", notification.GroupKey);
        writer.WriteString("purpose", notification.Purpose);
        writer.WriteNumber("incident", notification.Incident);
        writer.WriteString("severity", notification.Severity);
        writer.WriteString("service", notification.Service);
        writer.WriteString("title", notification.Title);
        writer.WriteString("text", notification.Text);
        writer.WriteString("person", notification.Person);
        writer.WriteString("began", notification.Began);
        if (notification.Ended is { } ended)
        {
            writer.WriteString("ended", ended);
        }

        writer.WriteString("queuedAt", notification.QueuedAt);
        if (notification.Link is { } link)
        {
            writer.WriteString("acknowledge", link);
        }

        writer.WriteEndObject();
    }
}
