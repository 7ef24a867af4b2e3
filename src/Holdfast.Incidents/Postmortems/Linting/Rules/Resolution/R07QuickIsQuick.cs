using Holdfast.Incidents.Postmortems.Linting.Reading;
using Holdfast.Incidents.Postmortems.Linting.Times;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>"Quickly" against the minutes.</summary>
internal sealed class R07QuickIsQuick() : LintRule("R07", LintSeverity.Contradiction, "'quickly' and 'immediately' agree with the minutes", "Take the word out and give the minutes.")
{
    private static readonly Phrases Quick = Phrases.Of("quick*", "immediate*", "instant*", "at once", "prompt*", "swift*", "rapid*", "right away", "within minutes", "within seconds", "straight away", "without delay");

    private static readonly (string Name, Phrases Words, EntryRoles Role, int Minutes)[] Claims =
    [
        ("the detection", Phrases.Of("detect*", "notic*", "alerted"), EntryRoles.Detection, 10),
        ("the escalation", Phrases.Of("escalat*"), EntryRoles.Escalation, 20),
        ("the acknowledgement", Phrases.Of("acknowledged", "responded"), EntryRoles.Acknowledgement, 20),
        ("the identification", Phrases.Of("identif*", "diagnos*", "found ~ cause", "root cause ~ found"), EntryRoles.CauseFound, 30),
        ("the resolution", Phrases.Of("resolv*", "fixed", "restored", "recovered", "solved", "repaired", "back online"), EntryRoles.Recovery, 60),
    ];

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (postmortem.Start is not { } start)
        {
            yield break;
        }

        foreach (Sentence sentence in postmortem.Prose)
        {
            Range quick = Quick.Find(sentence.Words);
            if (quick.End.Value == 0)
            {
                continue;
            }

            // The word and what it is said of stand close together.
            List<Word> near = [.. sentence.Words.Skip(Math.Max(0, quick.Start.Value - 3)).Take(quick.End.Value - quick.Start.Value + 6)];
            foreach ((string name, Phrases words, EntryRoles role, int minutes) in Claims.Where(claim => claim.Words.Contains(near)).Take(1))
            {
                DateTime? reached = role == EntryRoles.Recovery ? postmortem.End : postmortem.FirstEntry(role)?.Clock!.Instant;
                if (reached is { } time && time - start > TimeSpan.FromMinutes(minutes))
                {
                    yield return At(sentence.QuoteOf(quick), $"{name} came {TimeText.Of(time - start)} after the start");
                }
            }
        }
    }
}
