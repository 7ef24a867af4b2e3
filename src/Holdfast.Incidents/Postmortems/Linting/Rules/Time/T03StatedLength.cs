using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>A length that is stated is the end minus the start.</summary>
internal sealed class T03StatedLength() : LintRule("T03", LintSeverity.Contradiction, "the stated length is the end minus the start", "Correct the length or one of the two times.")
{
    private static readonly Phrases Labels = Phrases.Of("duration", "lasted", "lasting", "last|lasts for", "total downtime|outage|duration|length", "downtime", "length", "outage|incident|disruption of", "down for", "unavailable for", "in total", "elapsed");
    private static readonly Phrases Total = Phrases.Of("total of");
    private static readonly Phrases OfAnOutage = Phrases.Of("outage", "incident", "disruption", "downtime", "interruption", "down", "unavailab*", "offline", "affected", "degraded", "fail*", "refused", "could not", "unreachable", "lasted");
    private static readonly Phrases Others = Phrases.Of("detect*", "notic*", "escalat*", "identif*", "after", "later", "every", "each", "per", "timeout*", "within", "took", "lost", "previous|earlier|last|past", "delay*", "interval", "ago", "between", "first", "wait*", "trail*", "lease", "retention", "of them|those", "suspected", "average");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (postmortem.Outages.Count == 0)
        {
            yield break;
        }

        List<TimeSpan> true_ = Lengths(postmortem.Outages);
        foreach (Sentence sentence in postmortem.Summary.Where(sentence => sentence.Durations.Count > 0))
        {
            foreach (DurationMention stated in sentence.Durations.Where(duration => IsLengthOfOutage(sentence, duration)).Take(postmortem.Outages.Count > 1 ? 3 : 1))
            {
                TimeSpan tolerance = Tolerance(stated, postmortem.Outages);
                if (!true_.Exists(length => (length - stated.Length).Duration() <= tolerance))
                {
                    string range = postmortem.Outages.Count == 1 ? "start to end is" : "the outages last";
                    yield return At(sentence.Block.Passage.Quote(stated.Start, stated.End), $"stated {TimeText.Of(stated.Length)}, {range} {string.Join(" / ", true_.Distinct().Take(4).Select(TimeText.Of))} ({string.Join(", ", postmortem.Outages.Select(outage => $"{outage.StartQuote.Text} to {outage.EndQuote.Text}"))})");
                }
            }
        }
    }

    /// <summary>Each outage, their sum, and what elapsed from the first to the last. The whole span beside its outages is no outage of its own.</summary>
    private static List<TimeSpan> Lengths(List<Outage> outages) =>
        [.. outages.Select(outage => outage.Length), Sum(outages), Sum(outages.Where(outage => !outages.Exists(other => other != outage && Holds(outage, other)))), outages[^1].End.Instant - outages[0].Start.Instant];

    private static TimeSpan Sum(IEnumerable<Outage> outages) => outages.Aggregate(TimeSpan.Zero, (sum, outage) => sum + outage.Length);

    private static bool Holds(Outage span, Outage one) => span.Start.Instant <= one.Start.Instant && one.End.Instant <= span.End.Instant && span.Length > one.Length;

    private static TimeSpan Tolerance(DurationMention stated, List<Outage> outages)
    {
        // Where length and times are written to the second, only what was rounded may differ: a second for each outage.
        bool isToTheSecond = stated.Precision <= TimeSpan.FromSeconds(1) && outages.TrueForAll(outage => outage.Start.Second is not null && outage.End.Second is not null);
        TimeSpan least = isToTheSecond ? TimeSpan.FromSeconds(outages.Count) : TimeSpan.FromMinutes(1);
        TimeSpan precision = stated.Precision > TimeSpan.FromMinutes(1) ? stated.Precision / 2 : least;
        TimeSpan hedge = stated.IsHedged ? Max(stated.Length / 6, TimeSpan.FromMinutes(5)) : TimeSpan.Zero;
        return Max(precision, hedge);
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    // By its label, or because it stands beside the range: "1 h 50 (09:10 - 11:00 UTC)", "from 09:10 to 11:00 UTC (1 h 50)".
    private static bool IsLengthOfOutage(Sentence sentence, DurationMention duration)
    {
        List<Word> before = [.. sentence.Words.Where(word => word.End <= duration.Start && duration.Start - word.End < 45)];
        List<Word> near = [.. before.TakeLast(4)];
        if (Others.Contains(near))
        {
            return false;
        }

        List<Word> after = [.. sentence.Words.Where(word => word.Start >= duration.End).Take(2)];
        bool isOutage = after is [{ Text: "outage" or "downtime" or "disruption" or "interruption" or "incident" or "long" }, ..] or [{ Text: "of" or "service" or "in" or "total" }, { Text: "outage" or "downtime" or "disruption" or "interruption" or "total" }];
        string text = sentence.Block.Text;
        bool isBracketed = duration.Start > 0 && text[duration.Start - 1] is '(' or '[' && sentence.Clocks.Count >= 2;
        bool standsBeforeRange = sentence.Clocks.Count >= 2 && sentence.Clocks[0].Start > duration.End && text[duration.End..sentence.Clocks[0].Start].Trim(' ', ',', ':', ';').StartsWith('(');
        bool isFor = near.Count > 0 && near[^1].Text == "for" && sentence.Clocks.Count >= 2;
        // "A total of 12 minutes of log reading" is no length of the outage.
        bool isTotal = Total.Contains([.. before.TakeLast(3)]) && sentence.Has(OfAnOutage) && (isOutage || after is not [{ Text: "of" or "on" or "spent" or "was" or "were" or "searching" or "went" }, ..]);
        return Labels.Contains(near) || isTotal || isOutage || isBracketed || standsBeforeRange || isFor;
    }
}
