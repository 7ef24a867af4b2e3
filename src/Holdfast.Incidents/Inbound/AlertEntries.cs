using System.Globalization;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Inbound;

/// <summary>Alerts from outside as entries. What was said already is not said again: Alertmanager repeats itself.</summary>
internal static class AlertEntries
{
    private const int WordMaximum = 300;
    private const string Author = "alertmanager";

    public static List<NewEntry> Of(Incident? incident, AlertGroup group, DateTimeOffset now, int maximum)
    {
        Dictionary<string, TimelineEntry> last = incident is null ? [] : AlertMemory.LastOf(incident);
        // Of this outage: one that was noisy last week is heard again all the same.
        int known = incident is null ? 0 : AlertMemory.ToldOf(incident);
        List<NewEntry> entries = [];
        foreach (IncomingAlert alert in group.Alerts!)
        {
            TimelineEntry? before = last.GetValueOrDefault($"{group.GroupKey} {FingerprintOf(alert)}");
            // Ends are always told: an incident that cannot hear of them never ends.
            if (IsNews(alert, before) && (!alert.IsFiring || known + entries.Count(entry => entry.Kind == EntryKind.AlertFiring) < maximum))
            {
                entries.Add(Entry(alert, group, now));
            }
        }

        return entries;
    }

    /// <summary>What began when; a clock that is ahead does not make it the future.</summary>
    public static DateTimeOffset Began(IncomingAlert alert, DateTimeOffset now) => alert.StartsAt is { } at && at < now && at > now.AddDays(-7) ? at : now;

    public static string Title(AlertGroup group)
    {
        IncomingAlert first = group.Alerts![0];
        return Cut(Value(group.CommonAnnotations, "summary") ?? Value(group.CommonLabels, "alertname") ?? Value(first.Annotations, "summary") ?? Value(first.Labels, "alertname") ?? "an alert without a name");
    }

    public static string Pool(AlertGroup group) => Cut(Value(group.CommonLabels, "pool") ?? "");

    public static Severity SeverityOf(AlertGroup group) => (Value(group.CommonLabels, "severity") ?? "").ToLowerInvariant() switch
    {
        "critical" or "page" => Severity.Sev2,
        "warning" or "error" => Severity.Sev3,
        _ => Severity.Sev4,
    };

    private static bool IsNews(IncomingAlert alert, TimelineEntry? before) => before switch
    {
        null => alert.IsFiring,
        { Kind: EntryKind.AlertResolved } => alert.IsFiring && alert.StartsAt?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) != before.Get("startsAt"),
        _ => !alert.IsFiring,
    };

    private static NewEntry Entry(IncomingAlert alert, AlertGroup group, DateTimeOffset now)
    {
        string name = Cut(Value(alert.Labels, "alertname") ?? "an alert without a name");
        string what = Cut(Value(alert.Annotations, "summary") ?? Value(alert.Annotations, "description") ?? Labels(alert));
        DateTimeOffset ended = alert.EndsAt is { } at && at <= now && at >= (alert.StartsAt ?? now.AddDays(-7)) ? at : now;
        NewEntry entry = alert.IsFiring
            ? new NewEntry(EntryKind.AlertFiring, Began(alert, now), Author, $"{name} fires: {what}")
            : new NewEntry(EntryKind.AlertResolved, ended, Author, $"{name} is over: {what}");
        entry.Data[AlertMemory.Group] = group.GroupKey!;
        entry.Data[AlertMemory.Fingerprint] = FingerprintOf(alert);
        entry.Data["startsAt"] = (alert.StartsAt ?? now).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        entry.Data["labels"] = Labels(alert);
        if (alert.GeneratorUrl is { Length: > 0 and <= WordMaximum } url)
        {
            entry.Data["source"] = url;
        }

        return entry with { Sources = [$"alert:{FingerprintOf(alert)}"] };
    }

    /// <summary>Of what follows from a whole message.</summary>
    public static string SourceOf(AlertGroup group) => $"alert:{Cut(group.GroupKey!)}";

    /// <summary>Older senders have none: then the labels are what it is known by.</summary>
    private static string FingerprintOf(IncomingAlert alert) => Cut(string.IsNullOrEmpty(alert.Fingerprint) ? Labels(alert) : alert.Fingerprint);

    private static string Labels(IncomingAlert alert) => Cut(string.Join(", ", (alert.Labels ?? []).OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}")));

    private static string? Value(Dictionary<string, string>? values, string name) => values?.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    private static string Cut(string text)
    {
        string plain = string.Concat(text.Select(symbol => char.IsControl(symbol) ? ' ' : symbol)).Trim();
        return plain.Length <= WordMaximum ? plain : plain[..(WordMaximum - 3)] + "...";
    }
}
