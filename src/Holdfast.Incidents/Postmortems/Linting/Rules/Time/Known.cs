using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Is a time of the prose one that the timeline should have?</summary>
internal static class Known
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);
    private static readonly Phrases Habitual = Phrases.Of("every", "daily", "nightly", "each", "weekly", "cron", "usual*", "normally", "schedule*", "published", "reviewed", "meeting", "always", "office hours", "per day", "would", "will", "next run", "deadline", "author|authors", "status", "expired|expires|expiry", "valid until", "last updated", "updated");
    private static readonly HashSet<string> Bounds = new(["of", "by", "until", "before", "after", "since", "around", "about", "approximately", "roughly", "circa", "ca", "towards", "till", "past", "between", "nearly", "almost", "near"], StringComparer.Ordinal);

    /// <summary>A moment of the incident, told as a point in time and not as a bound, a habit or something of another day.</summary>
    public static bool IsEvent(Sentence sentence, ClockMention clock, Postmortem postmortem)
    {
        Word before = sentence.Words.LastOrDefault(word => word.End <= clock.Start && char.IsLetter(word.Text[0]));
        bool isBound = before.Text is not null && Bounds.Contains(before.Text) && clock.Start - before.End < 14;
        bool isOtherDay = clock.OwnDate is { } date && postmortem.Timed.Any() && !postmortem.Timed.Any(entry => DateOnly.FromDateTime(entry.Clock!.Local) == date);
        // What was done after the last entry is no part of the outage any more.
        bool isAfterwards = postmortem.Outages.Count > 0 && postmortem.Timed.Any() && clock.OwnDate is null && postmortem.Outages[^1].End.Local.Date == postmortem.Outages[0].Start.Local.Date && clock.TimeOfDay > postmortem.Timed.Max(entry => entry.Clock!.TimeOfDay) && clock.TimeOfDay > postmortem.Outages[^1].End.TimeOfDay;
        return !isBound && !isAfterwards && !isOtherDay && !sentence.Has(Habitual);
    }

    /// <summary>The timeline or the stated range has this time, in this zone or as it reads.</summary>
    public static bool Fits(ClockMention clock, Postmortem postmortem) =>
        postmortem.Outages.Exists(outage => Same(outage.Start, clock) || Same(outage.End, clock))
        || postmortem.Entries.Exists(entry => entry.Sentences.Any(sentence => sentence.Clocks.Exists(other => Same(other, clock))))
        || postmortem.Timed.Any(entry => Same(entry.Clock!, clock));

    private static bool Same(ClockMention one, ClockMention other)
    {
        TimeSpan apart = (one.TimeOfDay - other.TimeOfDay).Duration();
        bool mayBe = one.MayBeEither || other.MayBeEither;
        bool isSameInstant = one.OwnZone is not null && other.OwnZone is not null && (one.Instant.TimeOfDay - other.Instant.TimeOfDay).Duration() <= Tolerance;
        return apart <= Tolerance || isSameInstant || (one.Instant - other.Instant).Duration() <= Tolerance || (mayBe && (apart - TimeSpan.FromHours(12)).Duration() <= Tolerance);
    }
}
