namespace Holdfast.Incidents.Escalation;

/// <summary>From a name in the policy to people and their channels.</summary>
internal static class OnCallBook
{
    /// <param name="name">Of a rotation, a contact or a channel; the reader has checked that there is one.</param>
    public static NotificationTarget? Find(EscalationConfig policy, string name, DateTimeOffset now)
    {
        if (policy.Rotations.TryGetValue(name, out RotationConfig? rotation))
        {
            name = rotation.OnCall(now);
        }

        if (policy.Contacts.TryGetValue(name, out ContactConfig? contact))
        {
            string[] others = [.. contact.Channels.Skip(1).Concat(FallbacksOf(policy, contact.Channels[0])).Distinct()];
            return new NotificationTarget(contact.Name, contact.Channels[0], others);
        }

        return policy.Channels.ContainsKey(name) ? new NotificationTarget(name, name, [.. FallbacksOf(policy, name)]) : null;
    }

    private static IEnumerable<string> FallbacksOf(EscalationConfig policy, string channel)
    {
        HashSet<string> seen = [channel];
        while (policy.Channels.GetValueOrDefault(channel)?.Fallback is { } next && seen.Add(next))
        {
            yield return next;
            channel = next;
        }
    }
}
