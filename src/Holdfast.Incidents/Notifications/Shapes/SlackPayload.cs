using System.Text.Json;
using Holdfast.Incidents.Escalation;

namespace Holdfast.Incidents.Notifications.Shapes;

/// <summary>As incoming webhooks of Slack, Mattermost and others take it: a text, and blocks for those that know them.</summary>
internal sealed class SlackPayload : IPayload
{
    // Slack cuts a section at 3,000.
    private const int SectionMaximum = 2900;

    public string Shape => "slack";

    public void Write(Utf8JsonWriter writer, Notification notification, ChannelConfig channel)
    {
        string text = notification.Link is null ? notification.Text : $"{notification.Text}\n<{notification.Link}|Acknowledge>";
        writer.WriteStartObject();
        writer.WriteString("text", $"{notification.Title}\n{text}");
        writer.WriteStartArray("blocks");
        Block(writer, "header", "plain_text", notification.Title.Length <= 150 ? notification.Title : notification.Title[..150]);
        Block(writer, "section", "mrkdwn", text.Length <= SectionMaximum ? text : text[..SectionMaximum]);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Block(Utf8JsonWriter writer, string type, string textType, string text)
    {
        writer.WriteStartObject();
        writer.WriteString("type", type);
        writer.WriteStartObject("text");
        writer.WriteString("type", textType);
        writer.WriteString("text", text);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
