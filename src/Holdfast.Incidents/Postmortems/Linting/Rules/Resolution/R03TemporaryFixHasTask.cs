using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>A temporary fix stays for years unless a task ends it.</summary>
internal sealed class R03TemporaryFixHasTask() : LintRule("R03", LintSeverity.Contradiction, "a temporary fix has a task to make it permanent or to remove it", "Add a task with owner and date that replaces the temporary fix.")
{
    private static readonly Phrases Temporary = Phrases.Of("temporary|temporarily", "stopgap", "interim", "for the time being", "for now", "provisional|provisionally", "stop gap", "band aid", "quick fix", "short term fix", "makeshift");
    private static readonly Phrases Ended = Phrases.Of("permanent*", "remove*", "replace*", "revert*", "lasting", "temporary", "long term", "undo", "retire*", "back to", "instead of", "interim", "stopgap", "take out", "properly", "make ~ default");
    private static readonly Phrases NotTheFix = Phrases.Of("temporary file*|table*|directory|space|error*|failure*", "temporarily unavailable", "temporary data|storage|folder|redirect|unavailab*");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        IEnumerable<Sentence> told = postmortem.Resolution.Concat(postmortem.Timed.Where(entry => entry.Is(EntryRoles.Fix)).SelectMany(entry => entry.Sentences));
        Sentence? temporary = told.FirstOrDefault(sentence => sentence.Has(Temporary) && !sentence.Has(NotTheFix));
        if (temporary is not null && !postmortem.Items.Exists(task => task.Has(Ended)) && !postmortem.Resolution.Exists(sentence => sentence.Has(Phrases.Of("permanent*", "removed again", "reverted afterwards", "then removed", "lifted", "re enabled", "undone"))))
        {
            yield return At(temporary.QuoteOf(Temporary), "the fix is temporary, and no task makes it permanent or removes it");
        }
    }
}
