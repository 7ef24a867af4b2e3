using System.Globalization;
using System.Text.Json;
using Holdfast.Incidents.Escalation;

namespace Holdfast.Incidents.Notifications.Shapes;

/// <summary>As Alertmanager takes alerts (POST /api/v2/alerts): its routes, silences and receivers can go on being used.</summary>
internal sealed class AlertmanagerPayload : IPayload
{
    public const string AlertName = "HoldfastIncident";

    // Alertmanager ends an alert that is not sent again; ours end when they are over.
    private static readonly TimeSpan Lasting = TimeSpan.FromHours(24);

    public string Shape => "alertmanager";

    public void Write(Utf8JsonWriter writer, Notification notification, ChannelConfig channel)
    {
        writer.WriteStartArray();
        writer.WriteStartObject();
        writer.WriteStartObject("labels");
        writer.WriteString("alertname", AlertName);
        writer.WriteString("service", notification.Service);
        writer.WriteString("severity", notification.Severity);
        writer.WriteString("incident", notification.Incident.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("group", notification.GroupKey);
        writer.WriteEndObject();
        writer.WriteStartObject("annotations");
        writer.WriteString("summary", notification.Title);
        writer.WriteString("description", notification.Text);
        writer.WriteString("key", notification.Key);
        writer.WriteEndObject();
        writer.WriteString("startsAt", notification.Began);
        writer.WriteString("endsAt", notification.IsOver ? notification.Ended ?? notification.QueuedAt : notification.QueuedAt + Lasting);
        if (notification.Link is { } link)
        {
            writer.WriteString("generatorURL", link);
        }

        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
