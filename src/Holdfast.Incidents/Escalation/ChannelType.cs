namespace Holdfast.Incidents.Escalation;

public enum ChannelType
{
    Webhook = 0,
    Smtp,
    Command,
}
