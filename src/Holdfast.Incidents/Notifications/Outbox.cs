using System.Globalization;
using Holdfast.Incidents.Escalation;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Notifications;

/// <summary>
/// What is to be told and has not been heard. Its only memory is the timelines: a word is queued by an entry and delivered by an entry, and a
/// new process sends what lies between, with the same key. Any thread (lock); never waits for a channel. Next: <see cref="OutboxLane"/>.
/// </summary>
internal sealed class Outbox(IncidentBook book)
{
    // Two tries and the next channel's two: what is not heard by then is not a matter of a moment.
    private static readonly TimeSpan UntoldAfter = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<(long Incident, string Key), OutboxItem> items = [];
    private readonly Dictionary<long, int> seen = [];

    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return items.Count;
            }
        }
    }

    /// <summary>Failed, and heard by none of its channels within a minute: whoever was to be told does not know.</summary>
    public IReadOnlyList<Undelivered> Undelivered(DateTimeOffset now)
    {
        OutboxItem[][] failing;
        lock (gate)
        {
            failing = [.. items.Values.GroupBy(item => (item.Entry.Incident, item.Root)).Where(group => group.Any(item => item.Failures > 0) && now - group.Min(item => item.Entry.RecordedAt) >= UntoldAfter).Select(group => group.OrderBy(item => item.Entry.Id).ToArray())];
        }

        return [.. failing.Where(group => !IsHeard(group[0])).Select(group => new Undelivered(group[0].Entry.Incident, group[0].Root, group[0].Entry.Get("person") ?? "", group[0].Entry.Get("purpose") ?? "", [.. group.Select(item => item.Channel)], group[0].Entry.RecordedAt))];
    }

    /// <summary>By another of its channels.</summary>
    private bool IsHeard(OutboxItem item) =>
        book.Find(item.Entry.Incident)?.Of(EntryKind.NotificationSent).Any(sent => sent.Get("key") is { } key && OutboxItem.RootOf(key["delivery:".Length..]) == item.Root) == true;

    /// <summary>Those that something waits for.</summary>
    public IReadOnlyList<string> Channels
    {
        get
        {
            lock (gate)
            {
                return [.. items.Values.Select(item => item.Channel).Distinct()];
            }
        }
    }

    /// <summary>Takes up what was queued since.</summary>
    public void Refresh()
    {
        lock (gate)
        {
            foreach (Incident incident in book.All)
            {
                int known = seen.GetValueOrDefault(incident.Id);
                for (; known < incident.Entries.Count; known++)
                {
                    Take(incident.Entries[known]);
                }

                seen[incident.Id] = known;
            }
        }
    }

    /// <summary>
    /// The oldest word on an incident for whose sake a channel is due; it is the caller's until it says how it went. Words on one incident keep
    /// their order: an end that came before its call would leave an alert that nobody closes.
    /// </summary>
    public OutboxItem? Next(string channel, DateTimeOffset now)
    {
        lock (gate)
        {
            OutboxItem? next = items.Values.Where(item => item.Channel == channel && item.DueAt <= now).OrderBy(item => item.Entry.Id).Select(FirstOf).FirstOrDefault(item => !item.IsBusy);
            if (next is not null)
            {
                next.IsBusy = true;
            }

            return next;
        }
    }

    /// <summary>
    /// Takes back the calls that have not gone out and that somebody's acknowledgement has made needless: who is woken for it then is woken for nothing. What is being sent at this moment
    /// stays, and so do the end, what follows an acknowledgement and the call for want of a diagnosis.
    /// </summary>
    public void Withdraw(DateTimeOffset now)
    {
        List<OutboxItem> needless = [];
        lock (gate)
        {
            needless.AddRange(items.Values.Where(item => !item.IsBusy && IsNeedless(item)).OrderBy(item => item.Entry.Id));
            foreach (OutboxItem item in needless)
            {
                item.IsBusy = true;
            }
        }

        foreach (OutboxItem item in needless)
        {
            NewEntry withdrawn = Entry(EntryKind.NotificationGivenUp, item, now, $"{item.Entry.Get("person")} is not told any more by {item.Channel} ({item.Entry.Get("purpose")}): withdrawn, {book.Find(item.Entry.Incident)?.AcknowledgedBy} has acknowledged it");
            withdrawn.Data["withdrawn"] = "yes";
            book.Add(item.Entry.Incident, withdrawn);
        }

        if (needless.Count > 0)
        {
            Refresh();
        }
    }

    private bool IsNeedless(OutboxItem item) =>
        item.Entry.Get("purpose") is "page" or "escalation" && item.Entry.Get("key")?.Contains(EscalationCall.NoDiagnosis, StringComparison.Ordinal) != true
        && book.Find(item.Entry.Incident) is { AcknowledgedAt: { } at } && item.Entry.RecordedAt <= at;

    public void Report(OutboxItem item, DeliveryResult result, DateTimeOffset now)
    {
        List<NewEntry> entries = [];
        lock (gate)
        {
            item.IsBusy = false;
            item.IsRefused = result.IsRefused;
            if (result.IsDelivered)
            {
                entries.Add(Entry(EntryKind.NotificationSent, item, now, $"{item.Entry.Get("person")} was told by {item.Channel} ({item.Entry.Get("purpose")}: {item.Entry.Get("why")}): {result.Detail}"));
                entries.AddRange(TooLate(item).Select(late => Entry(EntryKind.NotificationGivenUp, late, now, $"{late.Entry.Get("person")} is not told any more by {late.Channel}, which has refused it ({late.Entry.Get("purpose")}): it is over")));
            }
            else
            {
                // Those that are due and wait behind it could not be told either: their other channels are used as soon as if they had been tried. What is
                // busy behind it is being withdrawn.
                OutboxItem[] untold = result.IsRefused ? [item] : [item, .. items.Values.Where(other => other != item && !other.IsBusy && other.DueAt <= now && FirstOf(other) == item).OrderBy(other => other.Entry.Id)];
                foreach (OutboxItem one in untold)
                {
                    one.Failures++;
                    one.DueAt = now + BackOff.After(one.Failures);
                    Failed(one, result, now, entries);
                }
            }
        }

        book.Add(item.Entry.Incident, entries);
        Refresh();
    }

    /// <summary>What goes before it on the same way: itself, or the oldest on its incident that nobody has refused.</summary>
    private OutboxItem FirstOf(OutboxItem item) => item.IsRefused
        ? item
        : items.Values.Where(other => other.Channel == item.Channel && other.Entry.Incident == item.Entry.Incident && !other.IsRefused).MinBy(other => other.Entry.Id) ?? item;

    /// <summary>
    /// What was refused before an end that is heard now: told after it, it would open an alert that nobody closes. Not another one's end, which
    /// closes theirs.
    /// </summary>
    private IEnumerable<OutboxItem> TooLate(OutboxItem over) => over.Entry.Get("purpose") != "over" ? [] : items.Values
        .Where(other => other.IsRefused && (other.Entry.Get("purpose") != "over" || other.Entry.Get("person") == over.Entry.Get("person")) && other.Channel == over.Channel && other.Entry.Incident == over.Entry.Incident && other.Entry.Id < over.Entry.Id)
        .OrderBy(other => other.Entry.Id);

    private void Failed(OutboxItem item, DeliveryResult result, DateTimeOffset now, List<NewEntry> entries)
    {
        if (now - item.Entry.RecordedAt > BackOff.GiveUpAfter)
        {
            entries.Add(Entry(EntryKind.NotificationGivenUp, item, now, $"{item.Entry.Get("person")} could not be told by {item.Channel} for {BackOff.GiveUpAfter.TotalDays:0} days"));
            return;
        }

        if (BackOff.IsRecorded(item.Failures))
        {
            NewEntry failed = Entry(EntryKind.NotificationFailed, item, now, $"{item.Channel} did not take it, try {item.Failures}: {result.Detail}");
            failed.Data["failures"] = item.Failures.ToString(CultureInfo.InvariantCulture);
            entries.Add(failed);
        }

        // A fallback would be younger than the acknowledgement that made its call needless, and nothing would take it back.
        if (item.Failures == BackOff.BeforeFallback && !IsNeedless(item) && item.Entry.Get("fallbacks") is { Length: > 0 } names)
        {
            string[] fallbacks = names.Split(',');
            NewEntry other = new(EntryKind.NotificationQueued, now, "escalation", $"{item.Entry.Get("person")} is to be told by {fallbacks[0]}, because {item.Channel} does not work") { Data = new(item.Entry.Data), Sources = [item.Entry.Reference] };
            other.Data["key"] = $"{item.Key}{OutboxItem.By}{fallbacks[0]}";
            other.Data["channel"] = fallbacks[0];
            other.Data["fallbacks"] = string.Join(',', fallbacks.Skip(1));
            other.Data["fallbackOf"] = item.Key;
            entries.Add(other);
        }
    }

    private void Take(TimelineEntry entry)
    {
        if (entry.Get("key") is not { } key)
        {
            return;
        }

        switch (entry.Kind)
        {
            case EntryKind.NotificationQueued:
                items.TryAdd((entry.Incident, key), new OutboxItem(entry));
                break;
            case EntryKind.NotificationSent or EntryKind.NotificationGivenUp:
                items.Remove((entry.Incident, key["delivery:".Length..]));
                break;
            case EntryKind.NotificationFailed when items.TryGetValue((entry.Incident, key["delivery:".Length..]), out OutboxItem? item):
                // Only a new process learns it from here: it goes on where the last one was, and tries at once.
                item.Failures = Math.Max(item.Failures, (int)entry.Number("failures"));
                break;
        }
    }

    private static NewEntry Entry(EntryKind kind, OutboxItem item, DateTimeOffset now, string text) => new(kind, now, "escalation", text)
    {
        Data = new() { ["key"] = $"delivery:{item.Key}", ["channel"] = item.Channel, ["person"] = item.Entry.Get("person") ?? "", ["purpose"] = item.Entry.Get("purpose") ?? "" },
        Sources = [item.Entry.Reference],
    };
}
