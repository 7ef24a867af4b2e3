using Holdfast.Incidents.Reports;

namespace Holdfast.Incidents.Escalation.Reading;

/// <summary>What a policy does that nobody can want: a second way is another one, and a higher level comes later. Keeps nothing.</summary>
internal static class PolicyWays
{
    public static void Check(PolicyMap root, EscalationConfig policy)
    {
        foreach (ChannelConfig channel in policy.Channels.Values.Where(one => one.Fallback == one.Name))
        {
            root.WrongAt("channels", $"channel {channel.Name} falls back to itself", "Name another channel: when this one does not work, it works no better a second time.");
        }

        foreach (ContactConfig contact in policy.Contacts.Values)
        {
            foreach (string twice in contact.Channels.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key))
            {
                root.WrongAt("contacts", $"contact {contact.Name} names channel '{twice}' twice", "Name another channel as the second.");
            }
        }

        for (int index = 1; index < policy.Levels.Count; index++)
        {
            // Two that have hours of their own may never be called in the same incident.
            bool mayStandApart = policy.Levels[index].Hours is not null && policy.Levels[index - 1].Hours is not null;
            if (!mayStandApart && policy.Levels[index].After < policy.Levels[index - 1].After)
            {
                root.WrongAt("levels", $"level {index + 1} is called after {IncidentStory.Duration(policy.Levels[index].After.TotalSeconds)}, before level {index} ({IncidentStory.Duration(policy.Levels[index - 1].After.TotalSeconds)})", "Levels are called in their order: give the later one a longer 'after'.");
            }
        }
    }
}
