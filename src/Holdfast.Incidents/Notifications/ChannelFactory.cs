using Holdfast.Incidents.Escalation;
using Holdfast.Incidents.Notifications.Channels;

namespace Holdfast.Incidents.Notifications;

/// <summary>Every type of channel, one line each.</summary>
internal static class ChannelFactory
{
    public static INotificationChannel Create(ChannelConfig config) => config.Type switch
    {
        ChannelType.Webhook => new WebhookChannel(config),
        ChannelType.Smtp => new SmtpChannel(config),
        ChannelType.Command => new CommandChannel(config),
        _ => throw new ArgumentOutOfRangeException(nameof(config)),
    };
}
