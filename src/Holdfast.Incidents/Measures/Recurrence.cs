using Holdfast.Incidents.Lifecycle;

namespace Holdfast.Incidents.Measures;

/// <summary>Whether an outage is one that there was before: whoever mended that one mended it not well enough. Keeps nothing.</summary>
internal static class Recurrence
{
    /// <summary>
    /// The same service and the same cause, or the gateway itself that was gone. Wrong addresses in a configuration and processes that were killed make the same servers
    /// fail: what a change has set off is no recurrence of what none did.
    /// </summary>
    public static bool IsOf(Incident incident, Incident earlier) => GapFinder.IsGap(incident)
        ? GapFinder.IsGap(earlier)
        : incident.CauseName is not (null or CauseCorrection.Unnamed) && earlier.Fingerprint == incident.Fingerprint && IsByChange(earlier) == IsByChange(incident);

    private static bool IsByChange(Incident incident) => TriggerChanges.OfCause(incident) is not null;
}
