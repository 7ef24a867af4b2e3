using System.Globalization;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>A time within an incident of which no series knows anything, because the gateway was gone. Immutable. Next: <see cref="GapFinder"/>.</summary>
/// <param name="Incident">That of the gateway that was gone.</param>
public sealed record Unrecorded(long Incident, DateTimeOffset From, DateTimeOffset To)
{
    private const string IncidentKey = "unrecordedBy";
    private const string FromKey = "unrecordedFrom";
    private const string ToKey = "unrecordedTo";

    /// <summary>The last such time that reaches into this one; null for none.</summary>
    internal static Unrecorded? Within(IEnumerable<Incident> all, DateTimeOffset since, DateTimeOffset until) => all
        .Where(incident => GapFinder.IsGap(incident) && incident.LastOutage is { } gone && gone.Start < until && gone.End > since)
        .Select(incident => new Unrecorded(incident.Id, Later(incident.LastOutage!.Start, since), incident.LastOutage.End!.Value))
        .LastOrDefault();

    internal static Unrecorded? Of(Incident incident) =>
        incident.Entries.Count > 0 && incident.Entries[0] is var opened && opened.Number(IncidentKey) is > 0 and var id && opened.Time(FromKey) is { } from && opened.Time(ToKey) is { } to
            ? new Unrecorded((long)id, from, to)
            : null;

    internal void Write(Dictionary<string, string> data) =>
        (data[IncidentKey], data[FromKey], data[ToKey]) = (Number(Incident), Number(From.ToUnixTimeSeconds()), Number(To.ToUnixTimeSeconds()));

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
