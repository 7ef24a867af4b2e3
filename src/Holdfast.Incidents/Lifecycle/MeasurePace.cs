using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>
/// Since when the steps of measurement of an outage grow: whoever is called wants to know what it has become, however old the doubt was that came before, and so does
/// whoever looks when it has become twice as bad. Keeps nothing. Owner: <see cref="OutageMeasures"/>.
/// </summary>
/// <param name="Since">Unix second: the first symptom, the declaration, the first harm of what was declared or what was much more than before, whichever came last.</param>
/// <param name="Worst">Part of the users that was hit in the worst stretch so far.</param>
internal sealed record MeasurePace(long Since, double Worst)
{
    // Of nothing everything is a multiple.
    private const double LeastShare = 0.02;

    // 0.02, 0.04 ... 0.64: an outage has at most six such steps.
    private const double MuchMore = 2;

    /// <summary>More can still come.</summary>
    public bool LooksForMore => MuchMore * Worst <= 1;

    /// <param name="oldest">Unix second: stretches that end before it are of an earlier outage.</param>
    public static MeasurePace Of(Incident incident, Outage outage, long oldest)
    {
        MeasurePace pace = new(Math.Max(Second(outage.Onset), Math.Max(Second(outage.DeclaredAt), Second(outage.HarmFrom))), 0);
        foreach (TimelineEntry entry in incident.Of(EntryKind.Impact).Where(entry => entry.Number("to") >= oldest))
        {
            ImpactSum sum = ImpactData.Read(entry);
            // The first harm has its own second.
            long since = pace.Worst > 0 && pace.IsMore(sum) ? Math.Max(pace.Since, (long)entry.Number("from")) : pace.Since;
            pace = new MeasurePace(since, Math.Max(pace.Worst, sum.UsersShare));
        }

        return pace;
    }

    public bool IsMore(ImpactSum sum) => sum.UsersShare >= Math.Max(LeastShare, MuchMore * Worst);

    private static long Second(DateTimeOffset? time) => time?.ToUnixTimeSeconds() ?? 0;
}
