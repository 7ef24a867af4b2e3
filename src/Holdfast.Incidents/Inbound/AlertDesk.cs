using System.Globalization;
using Holdfast.Foundation;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Notifications.Shapes;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Inbound;

/// <summary>
/// Takes alerts of Alertmanager: a group is one incident, or joins the one that is open for its pool. When its last alert is over the
/// incident is; what detection has declared only detection ends, and what people opened only people. Any thread. Next: <see cref="AlertEntries"/>.
/// </summary>
public sealed class AlertDesk(IncidentBook book, IClock clock, WatchSettings settings)
{
    private const int AlertsMaximum = 500;
    private const int GroupKeyMaximum = 1000;

    // A rule that fires for every host opens one incident for each group: somebody has to group them before a hundredth one.
    private const int OpenMaximum = 100;
    private const int EntriesMaximum = 200;

    // Two messages of one group at the same time are one incident.
    private readonly Lock gate = new();

    public AlertAnswer Receive(AlertGroup? group)
    {
        if (ProblemOf(group) is { } problem)
        {
            return AlertAnswer.Invalid(problem);
        }

        // What Holdfast has told Alertmanager itself comes back here where everything is sent here: it would be told again, and again.
        group = group! with { Alerts = [.. group.Alerts!.Where(alert => alert.Labels?.GetValueOrDefault("alertname") != AlertmanagerPayload.AlertName)] };
        if (group.Alerts.Count == 0)
        {
            return new AlertAnswer(DeskOutcome.Done, new AlertReceipt(null, 0, 0), null);
        }

        lock (gate)
        {
            DateTimeOffset now = clock.UtcNow;
            Incident? incident = Find(group!, now);
            if (incident is null && !group!.Alerts!.Any(alert => alert.IsFiring))
            {
                // The end of what was never heard of here.
                return new AlertAnswer(DeskOutcome.Done, new AlertReceipt(null, 0, 0), null);
            }

            if (incident is null && book.All.Count(one => one.IsOpen && one.OpenedBy == Incident.Alert) >= OpenMaximum)
            {
                return AlertAnswer.Refused($"{OpenMaximum} incidents that alerts have opened are not over: group them (group_by) before more come in.");
            }

            return Record(incident, group!, now);
        }
    }

    private AlertAnswer Record(Incident? before, AlertGroup group, DateTimeOffset now)
    {
        List<NewEntry> news = AlertEntries.Of(before, group, now, EntriesMaximum);
        Incident incident = before is null ? Open(group, news, now) : book.Add(before.Id, [.. Relapse(before, news, now), .. news]);
        int firing = AlertMemory.Firing(incident);
        // Not by what is new: a process that was killed here hears the same message again, and all of it was recorded.
        // Nor by what was recorded alone: of an outage with very many alerts not all are.
        if (firing == 0 && !group.Alerts!.Any(alert => alert.IsFiring) && AlertMemory.IsByAlert(incident) && incident is { Status: IncidentStatus.Confirmed, LastOutage: { DeclaredAt: null, ClearedAt: null } })
        {
            IEnumerable<DateTimeOffset> unrecorded = group.Alerts!.Select(alert => alert.EndsAt).OfType<DateTimeOffset>().Where(at => at <= now);
            DateTimeOffset over = incident.Of(EntryKind.AlertResolved).Select(entry => entry.HappenedAt).Concat(unrecorded).Append(incident.LastOutage.Onset).Max();
            incident = book.Add(incident.Id, new NewEntry(EntryKind.Cleared, over, "alertmanager", "every alert is over") { Sources = [.. incident.Of(EntryKind.AlertResolved).TakeLast(1).Select(entry => entry.Reference).DefaultIfEmpty(AlertEntries.SourceOf(group))] });
        }

        return new AlertAnswer(DeskOutcome.Done, new AlertReceipt(incident.Id, news.Count, firing), null);
    }

    /// <summary>The open one of the group, or of its pool; or the group's own that ended a moment ago and from which there is still something to learn.</summary>
    private Incident? Find(AlertGroup group, DateTimeOffset now)
    {
        string pool = AlertEntries.Pool(group);
        return book.All.LastOrDefault(incident => incident.IsOpen && AlertMemory.KnowsGroup(incident, group.GroupKey!))
            ?? book.All.LastOrDefault(incident => incident.Status == IncidentStatus.Confirmed && pool.Length > 0 && incident.Pool == pool)
            ?? book.All.LastOrDefault(incident => incident.LastOutage?.ClearedAt is { } cleared && now - cleared <= settings.ReopenWindow && incident.Status != IncidentStatus.Closed && PostmortemState.Of(incident).PublishedVersion == 0 && AlertMemory.KnowsGroup(incident, group.GroupKey!));
    }

    private Incident Open(AlertGroup group, List<NewEntry> news, DateTimeOffset now)
    {
        DateTimeOffset began = group.Alerts!.Where(alert => alert.IsFiring).Min(alert => AlertEntries.Began(alert, now));
        string title = AlertEntries.Title(group);
        Dictionary<string, string> data = new()
        {
            ["by"] = Incident.Alert,
            ["title"] = title,
            ["pool"] = AlertEntries.Pool(group),
            ["severity"] = AlertEntries.SeverityOf(group).ToString(),
            ["onset"] = began.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        };
        return book.Open([new NewEntry(EntryKind.Opened, now, "alertmanager", $"opened by an alert: {title}") { Data = data, Sources = [AlertEntries.SourceOf(group)] }, .. news]);
    }

    /// <summary>It fires again within the reopen window: the next outage of the same incident.</summary>
    private static IEnumerable<NewEntry> Relapse(Incident incident, List<NewEntry> news, DateTimeOffset now)
    {
        NewEntry? first = news.Find(entry => entry.Kind == EntryKind.AlertFiring);
        if (first is null || incident.Status is IncidentStatus.Confirmed or IncidentStatus.Suspected)
        {
            return [];
        }

        // An alert that began earlier, such as a server's that was known late, does not make the well time between the outages a bad one.
        DateTimeOffset onset = incident.LastOutage?.ClearedAt is { } cleared && cleared > first.HappenedAt ? cleared : first.HappenedAt;
        return [new NewEntry(EntryKind.Relapsed, now, "alertmanager", $"it is back, outage {incident.Outages.Count + 1} of this incident: {first.Text}") { Data = new() { ["state"] = "declared", ["by"] = Incident.Alert, ["onset"] = onset.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) }, Sources = first.Sources }];
    }

    private static string? ProblemOf(AlertGroup? group) => group switch
    {
        null => """The body must be what Alertmanager posts to a webhook: {"version": "4", "groupKey": "...", "status": "firing", "alerts": [...]}.""",
        { Version: not "4" } => $"Version '{group.Version}' of the message is not known: Alertmanager 0.15 and later post version 4.",
        { GroupKey: null or "" or { Length: > GroupKeyMaximum } } => "'groupKey' is missing or too long.",
        { Status: not ("firing" or "resolved") } => $"'{group.Status}' is not a status: there are firing and resolved.",
        { Alerts: null or { Count: 0 } } => "'alerts' is empty.",
        { Alerts.Count: > AlertsMaximum } => $"More than {AlertsMaximum} alerts came in one message: bound them with max_alerts of the webhook.",
        _ when group.Alerts.Any(alert => alert is null) => "'alerts' has an entry that is none.",
        _ => null,
    };
}
