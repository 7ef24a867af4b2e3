using System.Text;
using Holdfast.Diagnosis;
using Holdfast.Incidents.Impact;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Reports;

/// <summary>Incidents in the words of the API.</summary>
public static class IncidentReports
{
    /// <param name="withTimeline">False for lists.</param>
    /// <param name="seen">What the diagnosis sees of it at this moment; null when it is over or not looked at.</param>
    public static IncidentReport Of(Incident incident, bool isDurable, bool withTimeline, IReadOnlyList<string>? next = null, CauseFinding? seen = null) => new(
        incident.Id,
        incident.Title,
        IncidentDesk.Word(incident.Status),
        incident.Severity.ToString().ToLowerInvariant(),
        incident.Pool.Length == 0 ? null : incident.Pool,
        incident.IsByHand,
        incident.OpenedAt,
        incident.Start,
        incident.End,
        incident.End is null ? null : incident.Downtime.TotalSeconds,
        incident.Elapsed?.TotalSeconds,
        incident.DeclaredAt,
        incident.AcknowledgedAt,
        incident.AcknowledgedBy,
        incident.ResolvedAt,
        Of(incident.Impact, incident.AreUsersKnown),
        CauseStatementReports.Of(incident),
        [.. incident.Outages.Select(outage => new OutageReport(outage.Number, outage.Start, outage.End, (outage.End - outage.Start)?.TotalSeconds, outage.DeclaredAt, outage.ClearedAt) { Impact = Of(outage.Impact, incident.AreUsersKnownOf(outage)) })],
        incident.Roles,
        incident.Fingerprint,
        isDurable,
        next ?? [],
        withTimeline ? [.. incident.Story.Select(entry => Entry(incident, entry))] : []) { ClosedAt = incident.ClosedAt, ClosedBecause = incident.ClosedBecause, OpenedBy = incident.OpenedBy, Follows = incident.Follows, JoinedTo = incident.JoinedTo, Diagnosed = incident.Correction is null ? null : CauseStatementReports.Diagnosed(incident), CauseOutage = incident.Correction is not null ? incident.Outages.Count : incident.Cause is null ? null : incident.CauseOutage, CauseIsBeforeHarm = incident.Correction is null && incident.IsCauseBeforeHarm, Unrecorded = incident.Unrecorded, IsGatewayGone = GapFinder.IsGap(incident), MostLikely = incident.Likely is { } likely ? $"{likely.Name}: {likely.Claim} (held at {CauseWords.Share(likely.Probability)} for {IncidentStory.Duration(likely.Held.TotalSeconds)} of {IncidentStory.Duration(likely.Hurt.TotalSeconds)}, and not stated{(likely.WhyNot.Length == 0 ? "" : $": {likely.WhyNot}")})" : null, Now = seen is null ? null : CauseNowReport.Of(seen) };

    /// <summary>HypothesisOpened is hypothesis-opened.</summary>
    public static string Word(EntryKind kind) => Dashed(kind.ToString());

    /// <summary>As the command line takes it: WrongPath is wrong-path.</summary>
    public static string Word(NoteKind kind) => Dashed(kind.ToString());

    private static string Dashed(string name)
    {
        StringBuilder word = new();
        foreach (char symbol in name)
        {
            word.Append(char.IsUpper(symbol) && word.Length > 0 ? "-" : "").Append(char.ToLowerInvariant(symbol));
        }

        return word.ToString();
    }

    /// <param name="isKnown">False where nobody counted the users: their share is null then, and never 0.</param>
    private static ImpactReport Of(ImpactSum impact, bool isKnown) => new(
        isKnown ? Math.Round(100 * impact.UsersShare, 1) : null,
        isKnown ? Math.Round(100 * impact.PeakShare, 1) : null,
        impact.PeakShare > 0 ? DateTimeOffset.FromUnixTimeSeconds(impact.PeakAt) : null,
        Math.Round(impact.Failed),
        Math.Round(impact.Shed),
        Math.Round(impact.Offered),
        impact.BadSeconds,
        impact.SlowSeconds)
    {
        OneClient = impact is { IsOfOneClient: true, Held: { } held, OfOthers: { } others }
            ? new OneClientReport(held.Name, Math.Round(held.Refused), Math.Round(others.Failed + others.Shed), Math.Round(others.Offered)) : null,
    };

    private static TimelineEntryReport Entry(Incident incident, TimelineEntry entry) =>
        new(entry.Reference, Word(KindOf(incident, entry)), entry.HappenedAt, entry.RecordedAt, entry.Author, entry.Text, entry.Data, entry.Sources);

    /// <summary>What began it was recorded when nobody could know that; who took it back did something against it.</summary>
    private static EntryKind KindOf(Incident incident, TimelineEntry entry) =>
        TriggerChanges.TakesTriggerBack(incident, entry) ? EntryKind.Mitigation
        : entry.Kind == EntryKind.Mitigation && TriggerChanges.IsTrigger(incident, entry) ? EntryKind.Change : entry.Kind;
}
