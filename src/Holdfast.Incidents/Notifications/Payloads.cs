using System.Text.Encodings.Web;
using System.Text.Json;
using Holdfast.Incidents.Escalation;
using Holdfast.Incidents.Notifications.Shapes;

namespace Holdfast.Incidents.Notifications;

/// <summary>Every shape of a webhook's body, one line each.</summary>
internal static class Payloads
{
    private static readonly IPayload[] All =
    [
        new GenericPayload(),
        new SlackPayload(),
        new PagerDutyPayload(),
        new AlertmanagerPayload(),
    ];

    public static IReadOnlyList<string> Shapes { get; } = [.. All.Select(payload => payload.Shape)];

    public static byte[] Write(Notification notification, ChannelConfig channel)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            All.First(payload => payload.Shape == channel.Shape).Write(writer, notification, channel);
        }

        return stream.ToArray();
    }
}
