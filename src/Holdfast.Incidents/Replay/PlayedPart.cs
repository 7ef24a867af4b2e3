using System.Globalization;
using Holdfast.Foundation;
using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Writing;

namespace Holdfast.Incidents.Replay;

/// <summary>
/// The outages of an incident that its drill plays. Troubles of several kinds can be in one, when their cause was found too late to tell them apart: a page that
/// played all of them would have the faults of one under the cause of another. So it plays the outage of which the postmortem tells the cause at the top,
/// with those beside it that are not known to be another kind. Immutable.
/// </summary>
internal sealed class PlayedPart
{
    private readonly Dictionary<int, string> causes;

    private PlayedPart(Incident whole, Incident incident, Dictionary<int, string> causes) => (Whole, Incident, this.causes) = (whole, incident, causes);

    /// <summary>With all of its outages.</summary>
    public Incident Whole { get; }

    /// <summary>As if there had been these outages alone, with their cause and what users felt of them.</summary>
    public Incident Incident { get; }

    /// <summary>"outage 2 of 3 alone"; empty where all are played.</summary>
    public string InWords => Incident.Outages.Count == Whole.Outages.Count ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{Numbers(Incident.Outages[0].Number, Incident.Outages[^1].Number)} of {Whole.Outages.Count} alone");

    public static PlayedPart Of(Incident incident)
    {
        StatedCause[] stated = [.. StatedCause.Of(incident).Where(cause => !cause.IsBeforeHarm(incident))];
        Dictionary<int, string> causes = stated.Where(cause => cause.Name is not null).GroupBy(cause => cause.Outage).ToDictionary(group => group.Key, group => group.Last().Name!);
        StatedCause? main = StatedCause.Main(incident);
        int anchor = main?.Outage ?? incident.Outages.MaxBy(outage => outage.Impact.Failed + outage.Impact.Shed)?.Number ?? 1;
        TroubleKind[] kinds = [.. incident.Outages.Select(outage => TroubleKind.OfOutage(incident, outage, causes.GetValueOrDefault(outage.Number)))];
        (int first, int last) = (anchor, anchor);
        while (first > 1 && kinds[first - 2].IsSameAs(kinds[anchor - 1]) != false)
        {
            first--;
        }

        while (last < kinds.Length && kinds[last].IsSameAs(kinds[anchor - 1]) != false)
        {
            last++;
        }

        Incident played = incident with { Cause = main is null ? null : IncidentFold.CauseOf(main.Found) };
        return new PlayedPart(incident, last - first + 1 >= kinds.Length ? played : played with
        {
            Outages = incident.Outages.GetRange(first - 1, last - first + 1),
            Impact = incident.Outages.GetRange(first - 1, last - first + 1).Aggregate(ImpactSum.None, static (sum, outage) => sum.Add(outage.Impact)),
        }, causes);
    }

    /// <summary>What is played and what is not, for the page; nothing where all are played.</summary>
    public IEnumerable<string> About()
    {
        if (InWords.Length == 0)
        {
            yield break;
        }

        string cause = Incident.Cause is { } known ? $"the cause was {known.Name}" : "no cause was found";
        yield return $"It plays {InWords}: {cause}.";
        foreach (Outage other in Whole.Outages.Where(outage => !Incident.Outages.Contains(outage)))
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"Outage {other.Number} ({Clock(other.Start)} to {Clock(other.End ?? other.Start)} UTC, {causes.GetValueOrDefault(other.Number) ?? "no cause found"}, {Counted.Of(other.Impact.Failed + other.Impact.Shed, "request")} went wrong) is trouble of another kind and is not in it.");
        }
    }

    private static string Numbers(int first, int last) => string.Create(CultureInfo.InvariantCulture, $"{(first == last ? "outage" : "outages")} {first}{(last == first ? "" : last == first + 1 ? $" and {last}" : $" to {last}")}");

    private static string Clock(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
