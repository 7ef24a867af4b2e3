namespace Holdfast.Incidents.Postmortems.Linting.Reading;

/// <summary>Finds out from the words of an entry what it tells.</summary>
internal static class RoleReader
{
    private static readonly (EntryRoles Role, Phrases Words)[] Known =
    [
        (EntryRoles.Change, Vocabulary.Change),
        (EntryRoles.Start, Vocabulary.Start),
        (EntryRoles.Detection, Vocabulary.Detection),
        (EntryRoles.Acknowledgement, Vocabulary.Acknowledgement),
        (EntryRoles.Investigation, Vocabulary.Investigation),
        (EntryRoles.Hypothesis, Vocabulary.Hypothesis),
        (EntryRoles.Misleading, Vocabulary.Misleading),
        (EntryRoles.Escalation, Vocabulary.Escalation),
        (EntryRoles.CauseFound, Vocabulary.CauseFound),
        (EntryRoles.Fix, Vocabulary.Fix),
        (EntryRoles.Users, Vocabulary.UsersInformed),
    ];

    public static EntryRoles Of(IReadOnlyList<Word> words)
    {
        EntryRoles roles = EntryRoles.None;
        foreach ((EntryRoles role, Phrases phrases) in Known)
        {
            roles |= phrases.Contains(words) ? role : EntryRoles.None;
        }

        return IsRecovery(words) ? roles | EntryRoles.Recovery : roles;
    }

    /// <summary>"Recovered", but neither "did not recover" nor "recovery began".</summary>
    public static bool IsRecovery(IReadOnlyList<Word> words)
    {
        Range found = Vocabulary.Recovery.Find(words);
        while (found.End.Value > 0)
        {
            int start = found.Start.Value;
            bool isDenied = Enumerable.Range(Math.Max(0, start - 4), start - Math.Max(0, start - 4)).Any(at => Vocabulary.Denials.Contains(words[at].Text))
                || (found.End.Value < words.Count && words[found.End.Value].Text is "failed" or "began" or "begins" or "started" or "starts" or "begin" or "start" or "attempt" or "plan");
            if (!isDenied)
            {
                return true;
            }

            found = Vocabulary.Recovery.Find(words, start + 1);
        }

        return false;
    }
}
