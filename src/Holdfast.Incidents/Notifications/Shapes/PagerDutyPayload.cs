using System.Text.Json;
using Holdfast.Incidents.Escalation;

namespace Holdfast.Incidents.Notifications.Shapes;

/// <summary>PagerDuty's Events API, version 2. All words on one incident have one dedup_key, so that they are one alert there.</summary>
internal sealed class PagerDutyPayload : IPayload
{
    private const int SummaryMaximum = 1024;

    public string Shape => "pagerduty";

    public void Write(Utf8JsonWriter writer, Notification notification, ChannelConfig channel)
    {
        writer.WriteStartObject();
        writer.WriteString("routing_key", channel.RoutingKey);
        writer.WriteString("event_action", notification.IsOver ? "resolve" : "trigger");
        writer.WriteString("dedup_key", notification.GroupKey);
        writer.WriteString("client", "Holdfast");
        writer.WriteStartObject("payload");
        writer.WriteString("summary", notification.Title.Length <= SummaryMaximum ? notification.Title : notification.Title[..SummaryMaximum]);
        writer.WriteString("source", notification.Service);
        writer.WriteString("severity", notification.Severity switch { "sev1" => "critical", "sev2" => "error", "sev3" => "warning", _ => "info" });
        writer.WriteString("timestamp", notification.Began);
        writer.WriteString("component", notification.Service);
        writer.WriteStartObject("custom_details");
        writer.WriteString("text", notification.Text);
        writer.WriteString("key", notification.Key);
        writer.WriteString("purpose", notification.Purpose);
        writer.WriteEndObject();
        writer.WriteEndObject();
        if (notification.Link is { } link)
        {
            writer.WriteStartArray("links");
            writer.WriteStartObject();
            writer.WriteString("href", link);
            writer.WriteString("text", "Acknowledge in Holdfast");
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
