using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Recovered and down again: both outages are told, with elapsed time and summed downtime.</summary>
internal sealed class T09SeveralOutages() : LintRule("T09", LintSeverity.Contradiction, "recovery and relapse are several outages, with elapsed time and summed downtime", "Give each outage its own start and end in the summary, the downtime summed and the time elapsed.")
{
    private static readonly Phrases Relapse = Phrases.Of("relapse*", "second|third outage", "outage ~ again", "went|goes down|offline again", "down again", "errors|failures|timeouts ~ again", "errors|failures|timeouts ~ returned|return|reappeared|resumed", "failed again", "recurred|recurs", "second time");
    private static readonly Phrases Told = Phrases.Of("relapse*", "two|three|four|several|both|second outages|outage|episodes|interruptions|periods|phases|windows|waves", "twice", "elapsed", "summed", "combined", "in total", "altogether", "down again", "recurred", "total downtime", "failed again", "intermittent*");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        TimelineEntry? recovered = null;
        foreach (TimelineEntry entry in postmortem.Timed)
        {
            bool isRelapse = recovered is not null && entry.Clock!.Instant > recovered.Clock!.Instant && entry.Has(Relapse) && !entry.Is(EntryRoles.Recovery);
            if (isRelapse && postmortem.Outages.Count < 2 && !postmortem.Summary.Exists(sentence => sentence.Has(Told)))
            {
                yield return At(entry.Quote, $"recovered at {recovered!.Clock!.Shown} (line {recovered.Line}) and down again at {entry.Clock!.Shown}, and the summary tells of one outage");
                yield break;
            }

            recovered = entry.Is(EntryRoles.Recovery) ? entry : recovered;
        }
    }
}
