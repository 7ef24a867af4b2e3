namespace Holdfast.Incidents.Replay;

/// <summary>
/// Protection that was switched off in the quiet before an outage. Played as a change it would be the same on old and new, and no mend could ever be
/// proved; it belongs to the configuration of that day, and the present one is new.
/// </summary>
internal static class SwitchedOff
{
    /// <summary>What was in force with protection as the outage found it, the changes that then still change something, and when it was switched off.</summary>
    public static (ReplayConfiguration Old, List<(long Second, ReplayConfiguration Configuration)> Changes, long? At) Of(ReplayConfiguration old, List<(long Second, ReplayConfiguration Configuration)> changes)
    {
        if (old.IsUnprotected || changes.Count == 0 || !changes[^1].Configuration.IsUnprotected)
        {
            return (old, changes, null);
        }

        ReplayConfiguration unprotected = old.ProtectedAs(changes[^1].Configuration);
        // Switched off and on again before it was left off: the last time counts.
        int first = changes.FindLastIndex(change => !change.Configuration.IsUnprotected) + 1;
        ReplayFleet fleet = ReplayFleet.Of([old, .. changes.Select(change => change.Configuration)]);
        string before = unprotected.Template(fleet);
        return (unprotected, [.. changes.Where(change => ConfigurationDifference.Between(before, change.Configuration.Template(fleet, unprotected)).Count > 0)], changes[first].Second);
    }
}
