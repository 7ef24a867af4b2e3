using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>Who was told and when, what held the calls up, and who took it: entries of the timeline.</summary>
internal sealed class DraftCalls(Incident incident, int section, DraftRoom room)
{
    private readonly List<DraftItem> items = [];
    private int earlier;

    /// <param name="before">How many entries there are already: of one second, they come first.</param>
    public List<DraftItem> Write(int before)
    {
        earlier = before;
        Held();
        TimelineEntry? page = Sent(static entry => entry.Get("purpose") is "page" or "escalation");
        if (page is not null)
        {
            Add(page, 0, Escalated(page, ", on call,"));
        }

        if (Sent(entry => entry.Get("purpose") == "escalation" && entry != page) is { } higher)
        {
            Add(higher, 1, Escalated(higher, ""));
        }

        if (incident.Of(EntryKind.Acknowledged).FirstOrDefault() is { } acknowledged)
        {
            Add(acknowledged, 0, $"{Name(acknowledged.Author)} acknowledged the incident.");
        }

        Again();

        return items;
    }

    /// <summary>A level may name a channel itself: then nobody stands behind it.</summary>
    private static string Escalated(TimelineEntry call, string role) =>
        call.Get("channel") == call.Get("person") ? $"Escalated to {call.Get("person")}." : $"Escalated to {call.Get("person")}{role} by {call.Get("channel")}.";

    /// <summary>Why nobody was called for a while: a silence, or a channel that did not take the call.</summary>
    private void Held()
    {
        if (incident.Of(EntryKind.Silenced).FirstOrDefault() is { } silenced)
        {
            Add(silenced, 0, $"A silence held the calls: {DraftText.Lower(room.Sentence(silenced.Text))}");
        }

        if (incident.Of(EntryKind.NotificationFailed).FirstOrDefault(static entry => entry.Get("purpose") is "page" or "escalation") is { } failed)
        {
            string why = failed.Text.IndexOf(": ", StringComparison.Ordinal) is > 0 and int at ? failed.Text[(at + 2)..] : failed.Text;
            Add(failed, 0, $"The call to {failed.Get("person")} did not go out by {failed.Get("channel")}: {DraftText.Within(room.Sentence(why), why)}");
        }
    }

    /// <summary>Of each later outage, where outages are few: who was called, and who took it.</summary>
    private void Again()
    {
        foreach (Outage outage in incident.Outages.Count > DraftSummary.OutagesTold ? [] : incident.Outages.Skip(1))
        {
            DateTimeOffset until = incident.Outages.Find(one => one.Number == outage.Number + 1)?.Start ?? DateTimeOffset.MaxValue;
            bool IsOfIt(TimelineEntry entry) => entry.HappenedAt >= outage.Start && entry.HappenedAt < until;
            if (Sent(entry => entry.Get("purpose") is "page" or "escalation" && IsOfIt(entry)) is { } call)
            {
                Add(call, 1, $"{Name(call.Get("person") ?? "")} was called again.");
            }

            if (incident.Of(EntryKind.Acknowledged).FirstOrDefault(IsOfIt) is { } taken)
            {
                Add(taken, 1, $"{Name(taken.Author)} acknowledged outage {outage.Number}.");
            }
        }
    }

    private TimelineEntry? Sent(Func<TimelineEntry, bool> isWanted) => incident.Of(EntryKind.NotificationSent).FirstOrDefault(isWanted);

    private void Add(TimelineEntry record, int priority, string text) =>
        items.Add(new DraftItem(section, (record.HappenedAt.ToUnixTimeSeconds() * 100) + earlier + items.Count, priority, new WrittenItem("- ", "", [new WrittenSentence($"{DraftText.Clock(record.HappenedAt)} - {text}", [record.Reference])])));

    private static string Name(string author) => author.Length == 0 ? "Somebody" : char.ToUpperInvariant(author[0]) + author[1..];
}
