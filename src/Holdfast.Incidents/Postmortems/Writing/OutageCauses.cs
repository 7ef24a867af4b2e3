using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>Beside the cause that stands at the top: what was stated of the same outage before it, and which cause other outages had. Keeps nothing.</summary>
internal static class OutageCauses
{
    // As many as the summary tells outages one by one, without the one whose cause stands at the top. However little room there is, they stand: nothing else tells of them.
    private const int OthersMaximum = DraftSummary.OutagesTold - 1;

    /// <summary>Those of which more than the name of the first is told, in the order in which they were stated: each has its time in the timeline.</summary>
    public static StatedCause[] Beside(Incident incident) => incident.Cause is not { } told
        ? [.. StatedCause.Of(incident).Where(cause => cause.IsBeforeHarm(incident)).TakeLast(1)]
        : [.. StatedCause.Of(incident).Where(cause => cause.Found.Reference != told.Reference && !(cause.Name == told.Name && cause.Outage != incident.CauseOutage)).Take(OthersMaximum)];

    /// <summary>Of the same name as the one at the top and in another outage, where it showed otherwise: servers that refused connections may be silent the next time.</summary>
    public static StatedCause[] Again(Incident incident) => incident.Cause is not { } told || ToldIncident.LikelyOf(incident) is not null ? []
        : [.. StatedCause.Of(incident).Where(cause => cause.Name == told.Name && cause.Outage != incident.CauseOutage && !cause.IsBeforeHarm(incident) && cause.Claim is { Length: > 0 } claim && claim != told.Claim).Take(OthersMaximum)];

    /// <summary>Only what differs, where the claims begin alike: "In outage 2 they took requests and said nothing."</summary>
    public static IEnumerable<WrittenSentence> Otherwise(Incident incident, DraftRoom room)
    {
        foreach (StatedCause again in Again(incident))
        {
            string claim = again.Claim;
            int colon = claim.IndexOf(": ", StringComparison.Ordinal);
            bool isAlike = colon > 0 && incident.Cause!.Claim.StartsWith(claim[..(colon + 2)], StringComparison.Ordinal);
            string what = isAlike ? claim[(colon + 2)..] : claim;
            string told = DraftText.Within(room.Cause(what), what);
            yield return new WrittenSentence(isAlike ? $"In outage {again.Outage} {told}" : $"In outage {again.Outage} it was stated so: {told}", [again.Found.Reference]);
        }
    }

    /// <summary>Nothing where one cause was stated, and of every outage.</summary>
    public static IEnumerable<WrittenSentence> Of(Incident incident, DraftRoom room)
    {
        StatedCause[] beside = Beside(incident);
        return incident.Cause is { } told ? [.. Otherwise(incident, room), .. OfOutages(incident, told, beside, room), .. BeforeHarm(incident, beside)] : BeforeHarm(incident, beside);
    }

    private static IEnumerable<WrittenSentence> BeforeHarm(Incident incident, StatedCause[] beside) => beside.Where(cause => cause.IsBeforeHarm(incident))
        .Select(cause => new WrittenSentence($"What was found at {DraftText.Clock(cause.First.HappenedAt)}, {CauseNouns.Of(cause.Name)}, came before that harm.", [cause.Found.Reference]));

    private static IEnumerable<WrittenSentence> OfOutages(Incident incident, CauseStatement told, StatedCause[] beside, DraftRoom room)
    {
        if (ToldIncident.LikelyOf(incident) is { } likely)
        {
            if (incident.Outages.Count > 1)
            {
                yield return new WrittenSentence($"That was held in outage {incident.CauseOutage}; of the others no cause is recorded.", [likely.Entry.Reference]);
            }

            yield break;
        }

        StatedCause[] real = [.. StatedCause.Of(incident).Where(cause => !cause.IsBeforeHarm(incident))];
        foreach (StatedCause earlier in beside.Where(cause => cause.Outage == incident.CauseOutage && !cause.IsBeforeHarm(incident)))
        {
            yield return new WrittenSentence($"The diagnosis had stated {CauseNouns.Of(earlier.Name)} first, at {DraftText.Clock(earlier.First.HappenedAt)}.", [earlier.Found.Reference]);
        }

        int[] same = [.. real.Where(cause => cause.Name == told.Name).Select(cause => cause.Outage).Distinct().Order()];
        int[] none = [.. Enumerable.Range(1, incident.Outages.Count).Where(number => !Array.Exists(real, cause => cause.Outage == number))];
        if (same.Length >= incident.Outages.Count)
        {
            yield break;
        }

        string rest = none.Length == 0 || (!room.HasReasons && incident.Outages.Count > DraftSummary.OutagesTold) ? "" : $"; of {Named(none)} none is recorded";
        yield return new WrittenSentence($"That was found in {Named(same)}{Figures(incident, told.Name, same, room)}{rest}.", [.. real.Select(cause => cause.Found.Reference).DefaultIfEmpty(told.Reference)]);
        foreach (IGrouping<int, StatedCause> other in beside.Where(cause => cause.Outage != incident.CauseOutage && !cause.IsBeforeHarm(incident)).GroupBy(cause => cause.Outage).OrderBy(group => group.Key))
        {
            yield return new WrittenSentence($"The cause of outage {other.Key} was {InTurn([.. other])}{Figures(incident.Outages[other.Key - 1].Impact, room)}.", [.. other.Select(cause => cause.Found.Reference)]);
        }
    }

    /// <summary>"a surge of requests", or "first a sick server and from 21:53:26 on a surge of requests".</summary>
    private static string InTurn(StatedCause[] causes) => causes.Length == 1 ? CauseNouns.Of(causes[0].Name)
        : $"first {CauseNouns.Of(causes[0].Name)}{string.Concat(causes.Skip(1).Select(cause => $" and from {DraftText.Clock(cause.First.HappenedAt)} on {CauseNouns.Of(cause.Name)}"))}";

    /// <summary>Of the outage at the top too, where another one has its own: else the sum of all would be taken for its.</summary>
    private static string Figures(Incident incident, string name, int[] same, DraftRoom room) =>
        same.Length == 1 && StatedCause.Of(incident).Any(cause => cause.Name != name && cause.Outage != same[0]) ? Figures(incident.Outages[same[0] - 1].Impact, room) : "";

    /// <summary>What went wrong in that one alone.</summary>
    private static string Figures(ImpactSum sum, DraftRoom room) => sum.Offered >= 1
        ? $", and {DraftText.Count(sum.Failed + sum.Shed)} of {DraftText.Count(sum.Offered)} requests went wrong in it{(room.HasDetections ? $" (worst second {DraftText.Percent(sum.PeakShare)} of the users)" : "")}"
        : "";

    /// <summary>"outage 2", "outages 1 and 3", "outages 2 to 6".</summary>
    private static string Named(int[] numbers) => numbers.Length switch
    {
        0 => "none of them",
        1 => $"outage {numbers[0]}",
        _ when numbers.Length > 2 && numbers[^1] - numbers[0] == numbers.Length - 1 => $"outages {numbers[0]} to {numbers[^1]}",
        _ => $"outages {string.Join(", ", numbers[..^1])} and {numbers[^1]}",
    };
}
