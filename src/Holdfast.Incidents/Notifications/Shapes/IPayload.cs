using System.Text.Json;
using Holdfast.Incidents.Escalation;

namespace Holdfast.Incidents.Notifications.Shapes;

/// <summary>What the body of a webhook looks like.</summary>
internal interface IPayload
{
    /// <summary>As the policy writes it.</summary>
    string Shape { get; }

    void Write(Utf8JsonWriter writer, Notification notification, ChannelConfig channel);
}
