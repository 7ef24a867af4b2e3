using System.Globalization;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>A stretch of an incident in which the gateway itself was not there: nothing of it is in any figure. Immutable.</summary>
/// <param name="From">The last second in which it was there, as far as is known.</param>
/// <param name="Start">The record of the start that ended it.</param>
internal sealed record GatewayGap(DateTimeOffset From, DateTimeOffset To, TimelineEntry Start)
{
    // A process that takes over from another leaves a second or two unrecorded, and nobody unserved.
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(5);

    // As many as there is room for: a gateway that dies more often has an incident of its own each time.
    private const int Maximum = 3;

    /// <summary>Those between the first hurt user and the end; none for an incident that is such a stretch itself.</summary>
    public static IEnumerable<GatewayGap> Of(Incident incident)
    {
        DateTimeOffset from = incident.Start ?? incident.OpenedAt;
        DateTimeOffset to = incident.End ?? incident.ResolvedAt ?? DateTimeOffset.MaxValue;
        return GapFinder.IsGap(incident) ? [] : Stated(incident).Concat(incident.Story.Where(entry => entry.Get("change") == "restart" && entry.HappenedAt >= from)
            .Select(entry => DateTimeOffset.TryParse(entry.Get("before"), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTimeOffset last) ? new GatewayGap(last, entry.HappenedAt, entry) : null)
            .OfType<GatewayGap>()
            .Where(gap => gap.To - gap.From >= Least && gap.From <= to))
            .DistinctBy(gap => gap.To.ToUnixTimeSeconds())
            .Take(Maximum);
    }

    /// <summary>What people said began when there was no gateway: its records are those of another incident.</summary>
    private static IEnumerable<GatewayGap> Stated(Incident incident) => incident.Unrecorded is { } gone ? [new GatewayGap(gone.From, gone.To, incident.Entries[0])] : [];
}
