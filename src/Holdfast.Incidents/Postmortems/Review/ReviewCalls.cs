using System.Globalization;
using Holdfast.Incidents.Escalation;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>
/// Tells people of a review: who was asked, at once; who may judge instead, when the time for it has passed. Knows only the timeline, the policy
/// and the time: asked again it says nothing again, also in a new process. No state. Owner: <see cref="PostmortemDesk"/>. Next:
/// <see cref="Notifications.Outbox"/>.
/// </summary>
internal static class ReviewCalls
{
    public const string Purpose = "review";

    public static List<NewEntry> Due(Incident incident, EscalationConfig policy, DateTimeOffset now)
    {
        PostmortemState state = PostmortemState.Of(incident);
        if (state is not { Status: PostmortemStatus.InReview, Reviewer: { } reviewer, RequestedAt: { } at } || incident.Of(EntryKind.ReviewRequested).LastOrDefault() is not { } asked)
        {
            return [];
        }

        DateTimeOffset until = at + policy.ReviewWithin;
        List<NewEntry> entries = [];
        Tell(entries, incident, policy, now, asked, reviewer, "asked", $"{state.Author} asks {reviewer} to review version {state.Version} of the postmortem until {Time(until)}{(CauseReading.NoteOf(incident, state) is { } note ? $"; {note}" : "")}");
        if (now > until && !Knows(incident, KeyOf(asked, "moved")))
        {
            string? fallback = policy.FallbackReviewer;
            string moved = fallback is null ? "the escalation policy names no fallback reviewer"
                : state.Writers.Any(writer => Same(writer, fallback)) ? $"{fallback}, the fallback reviewer, answers for the text and may not judge it"
                : $"{fallback} may judge it now";
            string text = $"{reviewer} did not review version {state.Version} until {Time(until)}: {moved}";
            entries.Add(new NewEntry(EntryKind.ReviewMoved, now, "gateway", text)
            {
                Data = new() { ["key"] = KeyOf(asked, "moved"), ["version"] = state.Version.ToString(CultureInfo.InvariantCulture), ["reviewer"] = reviewer, ["fallback"] = fallback ?? "" },
                Sources = [asked.Reference],
            });
            foreach (string person in new[] { fallback, state.Author, reviewer }.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase))
            {
                Tell(entries, incident, policy, now, asked, person, "late", text);
            }
        }

        return entries;
    }

    /// <summary>Whoever the policy does not know is told through their team: a message that reaches nobody helps nobody.</summary>
    private static void Tell(List<NewEntry> entries, Incident incident, EscalationConfig policy, DateTimeOffset now, TimelineEntry asked, string person, string what, string why)
    {
        string key = KeyOf(asked, $"{what}:{person}");
        if (Knows(incident, key) || (Ways(policy, person, now) ?? Ways(policy, policy.Team, now)) is not { } ways)
        {
            return;
        }

        entries.Add(new NewEntry(EntryKind.NotificationQueued, now, "postmortem", $"{person} is to be told by {ways[0]}: {why}")
        {
            // Of no outage: who is told of a text is called by nobody, and told of no end.
            Data = new() { ["key"] = key, ["purpose"] = Purpose, ["why"] = why, ["person"] = person, ["channel"] = ways[0], ["fallbacks"] = string.Join(',', ways.Skip(1)) },
            Sources = [asked.Reference],
        });
    }

    /// <summary>Channels for words, in order; null where there are none. One that opens an alert for every word would wake somebody for a text.</summary>
    private static string[]? Ways(EscalationConfig policy, string person, DateTimeOffset now)
    {
        string? name = policy.Contacts.Keys.FirstOrDefault(contact => Same(contact, person)) ?? (policy.Rotations.ContainsKey(person) || policy.Channels.ContainsKey(person) ? person : null);
        string[] ways = name is not null && OnCallBook.Find(policy, name, now) is { } target
            ? [.. target.Fallbacks.Prepend(target.Channel).Where(channel => policy.Channels.GetValueOrDefault(channel) is { } config && !(config.Type == ChannelType.Webhook && config.Shape is "pagerduty" or "alertmanager"))]
            : [];
        return ways.Length == 0 ? null : ways;
    }

    private static bool Knows(Incident incident, string key) => incident.Entries.Exists(entry => entry.Get("key") == key);

    /// <summary>Of the request, not of the version: one that was returned is asked for again.</summary>
    private static string KeyOf(TimelineEntry asked, string what) => string.Create(CultureInfo.InvariantCulture, $"review:{asked.Id}:{what}");

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    private static bool Same(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}
