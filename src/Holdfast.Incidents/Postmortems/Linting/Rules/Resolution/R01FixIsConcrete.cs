using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>What was done to what, from which value to which, and when.</summary>
internal sealed class R01FixIsConcrete() : LintRule("R01", LintSeverity.Format, "the fix is told: action, object, value before and after, time", "Write: at 10:41 the pool limit was raised from 200 to 400 connections.")
{
    // A change of a value needs the value; undoing, restarting or replacing something says it without numbers.
    private static readonly Phrases Tuned = Phrases.Of("raised|raise|raises", "increas*", "lowered|lower|lowers", "reduced|reduces|reduce", "set|sets to|the", "scaled|scales|scale", "changed|changes|change", "extended|extends|extend", "doubled|tripled|halved", "expanded|expands", "capped|caps", "limited|limits", "tuned", "adjusted", "resized", "enlarged", "shortened", "widened");
    private static readonly Phrases Done = Phrases.Of(
        "rolled|rolls|roll|rolling ~ back", "rollback", "revert*", "restart*", "reboot*", "replac*", "remov*", "added|adds|adding", "switched|switches", "failed|fails over", "failover", "renewed|renews", "reissued", "rotated", "disabled|disables", "enabled|enables", "turned off|on", "drained|drains", "moved|moves", "shifted", "rerouted", "redirected", "blocked|blocks", "killed|kills", "stopped", "paused",
        "freed|frees", "deleted|deletes", "purged", "cleared|clears", "emptied", "patched|patches", "deployed|deploys", "restored|restores the|from|a|previous|it|routing|version|our", "rebuilt|rebuilds", "recreated", "re created", "swapped", "put back|into|in", "took out|it|the", "brought back|up|new|online", "shed", "bypassed", "pinned", "promoted|promotes", "reloaded|reloads", "reset|resets", "applied|applies ~ fix|patch|change|config*|version|rule|file|limit", "corrected|corrects", "repaired", "spread", "installed|installs", "issued", "created|creates",
        "evicted", "migrated", "diverted", "activated", "withdrew|withdrawn", "resumed", "routed", "reindexed", "terminated", "reconnected", "provisioned", "undone", "unplugged", "split", "isolated", "edited", "hotfix", "cut over", "re enabled", "throttled", "cancelled|canceled", "reseated", "repointed", "published", "re ran", "recompiled", "rewrote", "unlocked", "released the", "swept", "truncated", "archived", "flushed", "re imported", "renamed", "upgraded", "downgraded", "merged");
    private static readonly Phrases NotNeeded = Phrases.Of("no mitigation|action|change ~ ended|recovered by itself|themselves", "no mitigation|fix|step was|is|were recorded", "it|outage|incident|failure|surge|traffic|load ended|recovered|subsided by itself");
    private static readonly HashSet<string> Vague = new(["issue", "problem", "it", "this", "that", "everything", "service", "matter", "situation", "incident", "outage", "error", "system", "fault", "failure"], StringComparer.Ordinal);

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (!postmortem.Sections.Exists(section => section.Is(Topics.Cause | Topics.Resolution)))
        {
            yield break;
        }

        List<Sentence> told = postmortem.Resolution.Count > 0 ? postmortem.Resolution : postmortem.Cause;
        bool hasTime = told.Exists(sentence => sentence.Clocks.Count > 0) || postmortem.Timed.Any(entry => entry.Is(EntryRoles.Fix | EntryRoles.Recovery));
        Sentence? tuned = told.Find(sentence => sentence.Has(Tuned));
        bool isDone = told.Exists(HasDone);
        if (hasTime && told.Exists(sentence => sentence.Has(NotNeeded)))
        {
            // Traffic that falls again ends an outage too. Nobody did anything, and it says so.
            yield break;
        }

        bool hasValue = told.Exists(sentence => sentence.Has(Tuned) && HasNumber(sentence));
        if (tuned is not null && !hasValue && !told.Exists(sentence => sentence.Has(Tuned) && HasDone(sentence)) && !isDone)
        {
            yield return At(tuned.Quote, "a value was changed, and nothing says from what to what");
        }
        else if (!isDone && tuned is null)
        {
            yield return Missing(postmortem, Topics.Resolution, "the resolution does not say what was done to what");
        }
        else if (!hasTime)
        {
            yield return Missing(postmortem, Topics.Resolution, "nothing says when the fix was made");
        }
    }

    // An action has an object: "restarted" alone, or "fixed it", is none.
    private static bool HasDone(Sentence sentence) =>
        Done.Find(sentence.Words) is { End.Value: > 0 } found && sentence.Words.Skip(found.End.Value).Concat(sentence.Words.Take(found.Start.Value)).Any(word => word.Text.Length > 2 && char.IsLetter(word.Text[0]) && !Vague.Contains(word.Text) && Terms.IsTerm(word.Text));

    private static bool HasNumber(Sentence sentence) => sentence.Words.Exists(word => char.IsAsciiDigit(word.Text[0]) && !sentence.Clocks.Exists(clock => clock.Start <= word.Start && word.Start < clock.End)) || sentence.Words.Exists(word => word.Text is "one" or "two" or "three" or "four" or "five" or "six" or "seven" or "eight" or "nine" or "ten" or "twelve" or "twenty" or "double" or "doubled" or "tripled" or "halved" or "zero" or "half" or "twice");
}
