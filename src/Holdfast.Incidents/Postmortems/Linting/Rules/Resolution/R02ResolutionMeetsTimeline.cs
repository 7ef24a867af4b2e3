using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>What the resolution says was done is what the timeline says.</summary>
internal sealed class R02ResolutionMeetsTimeline() : LintRule("R02", LintSeverity.Contradiction, "the actions of the resolution are in the timeline, and the reverse", "Tell the same action in both places.")
{
    private static readonly (string Name, Phrases Words)[] Actions =
    [
        ("rolling back", Phrases.Of("rolled|rolls|rolling|roll back", "rollback", "revert*", "previous version|release|configuration|file", "undone|undid", "restored|restores ~ previous|old|configuration|file|version", "back to the|version")),
        ("restarting", Phrases.Of("restart*", "reboot*", "power cycled", "started again", "recycl*")),
        ("failing over", Phrases.Of("failed|fails over", "failover", "promot*", "standby", "switched|switches to|over")),
        ("changing a limit", Phrases.Of("raised|raises|raise ~ limit|limits|pool|size|quota|timeout|connections|memory|maximum|cap|from|to", "increas* ~ limit|limits|pool|size|quota|timeout|connections|memory|maximum|cap|from|to", "lowered|lowers|reduced ~ limit|limits|pool|size|timeout|from|to", "limit|limits|quota|pool ~ raised|increased|doubled|lowered|set|extended", "set to")),
        ("adding capacity", Phrases.Of("added|adds|adding ~ server*|instance*|node*|replica*|capacity|worker*|host*|machine*|consumer*", "scaled|scales|scale|scaling", "doubled ~ number|fleet|capacity", "provision*", "more servers|instances|capacity|replicas|workers", "new servers|hosts|machines|instances", "brought ~ servers|hosts|machines")),
        ("replacing", Phrases.Of("replac*", "swapped", "new disk|switch|server|host|machine|certificate|card|cable", "exchanged")),
        ("renewing a certificate", Phrases.Of("renew*", "reissued", "issued ~ certificate", "new certificate", "installed ~ certificate")),
        ("blocking", Phrases.Of("block*", "bann*", "rate limit*", "denied", "deny", "filter*", "captcha")),
        ("switching off", Phrases.Of("disabled|disables|disable|disabling", "turned|switched off", "flag off", "deactivated", "paused", "stopped")),
        ("freeing space", Phrases.Of("deleted|deletes", "purged", "freed", "cleared", "emptied", "truncated", "archived", "space", "extended ~ volume|disk")),
        ("a corrected version", Phrases.Of("patch*", "hotfix", "fixed version|release|build", "deployed ~ fix", "corrected", "corrects", "correction", "replaced ~ wrong|entry|line|value")),
        ("restoring from backup", Phrases.Of("backup|backups", "snapshot", "restored from", "rebuilt", "re imported", "replayed")),
    ];

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        DateTime? start = postmortem.Start;
        List<TimelineEntry> fixes = [.. postmortem.Timed.Where(entry => entry.Is(EntryRoles.Fix) && !entry.Is(EntryRoles.Misleading) && (start is null || entry.Clock!.Instant >= start))];
        List<Sentence> told = postmortem.Resolution;
        HashSet<string> inTimeline = [.. Actions.Where(action => postmortem.Timed.Any(entry => entry.Has(action.Words))).Select(action => action.Name)];
        HashSet<string> inResolution = [.. Actions.Where(action => told.Exists(sentence => sentence.Has(action.Words))).Select(action => action.Name)];
        // Only where nothing at all agrees: the same action has many names.
        bool shares = inTimeline.Overlaps(inResolution) || Terms.Of(told).Count(Terms.Of(fixes.SelectMany(entry => entry.Words)).Contains) >= 4;
        if (fixes.Count > 0 && inTimeline.Count > 0 && inResolution.Count > 0 && !shares)
        {
            (string name, Phrases words) = Actions.First(action => inResolution.Contains(action.Name));
            Sentence sentence = told.Find(sentence => sentence.Has(words))!;
            yield return At(sentence.QuoteOf(words), $"the resolution tells of {name}, the timeline of {string.Join(" and ", inTimeline)} (\"{fixes[^1].Text.Trim(' ', '-', '–', '—', ':')}\" in line {fixes[^1].Line})");
        }
    }
}
