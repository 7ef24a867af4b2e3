using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Lifecycle;

/// <summary>What was held for the cause of an outage for most of the time in which users were hurt, and was not stated. Immutable.</summary>
/// <param name="Entry">Which says so first.</param>
/// <param name="Held">For so long.</param>
/// <param name="Hurt">So long the outage lasted, as far as it was measured.</param>
public sealed record LikelyCause(TimelineEntry Entry, TimeSpan Held, TimeSpan Hurt)
{
    // Of the time in which users were hurt.
    private const double Most = 0.5;

    public string Name => Entry.Get("name") ?? "";

    /// <summary>One sentence without a full stop.</summary>
    public string Claim => Entry.Get("claim") ?? "";

    public double Probability => Entry.Number("probability");

    /// <summary>What kept it from being stated, in words that follow "because"; "" where nothing shows it.</summary>
    public string WhyNot => Entry.Get("why") ?? "";

    /// <summary>Null where a cause was stated in that outage, or nothing was held for long enough.</summary>
    public static LikelyCause? Of(Incident incident, Outage outage)
    {
        string round = outage.Round.ToString(System.Globalization.CultureInfo.InvariantCulture);
        TimelineEntry[] entries = [.. incident.Of(EntryKind.CauseLikely).Where(entry => entry.Get("outage") == round)];
        DateTimeOffset end = outage.End ?? outage.ImpactEnd?.AddSeconds(1) ?? outage.Start;
        TimeSpan hurt = end - outage.Start;
        if (entries.Length == 0 || hurt <= TimeSpan.Zero || IsStated(incident, round))
        {
            return null;
        }

        (TimelineEntry Entry, TimeSpan Held) longest = entries.Where(LikelyEntries.IsHeld).GroupBy(entry => entry.Get("name"))
            .Select(group => (group.First(), new TimeSpan(group.Sum(entry => LengthOf(entry, entries, outage.Start, end).Ticks)))).MaxBy(one => one.Item2);
        return longest.Entry is not null && longest.Held >= Most * hurt ? new LikelyCause(longest.Entry, longest.Held, hurt) : null;
    }

    /// <param name="round">Of the outage.</param>
    internal static bool IsStated(Incident incident, string round) => incident.Of(EntryKind.CauseFound).Any(entry => entry.Get("key")?.StartsWith($"cause:{round}:", StringComparison.Ordinal) == true);

    /// <summary>Until the next entry says otherwise, and within the outage.</summary>
    private static TimeSpan LengthOf(TimelineEntry entry, TimelineEntry[] entries, DateTimeOffset start, DateTimeOffset end)
    {
        DateTimeOffset from = entry.HappenedAt < start ? start : entry.HappenedAt;
        DateTimeOffset to = entries.FirstOrDefault(other => other.Id > entry.Id) is { } next && next.HappenedAt < end ? next.HappenedAt : end;
        return to > from ? to - from : TimeSpan.Zero;
    }
}
