using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class A11NotDoneAlready() : LintRule("A11", LintSeverity.Contradiction, "no task asks for what the resolution has done", "Drop the task, mark it done with date and link, or say what is to be done beyond it.")
{
    private const double Same = 0.75;
    private static readonly Phrases Beyond = Phrases.Of("permanent*", "test*", "alert*", "drill*", "document*", "automat*", "also", "every", "all", "other", "before", "verify", "lint*", "monitor*", "again", "remaining", "each", "keep", "until", "remove", "undo", "weekly|monthly|daily", "when", "second");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        List<Sentence> done = [.. postmortem.Resolution, .. postmortem.Timed.Where(entry => entry.Is(EntryRoles.Fix) && !entry.Is(EntryRoles.Misleading)).SelectMany(entry => entry.Sentences)];
        foreach (TaskItem task in postmortem.Tasks.Where(task => !task.IsDone && !task.Has(Beyond)))
        {
            HashSet<string> asked = Facts(TaskFacts.Core(task));
            if (asked.Count < 3)
            {
                continue;
            }

            Sentence? same = done.Find(sentence => asked.Count(Facts(sentence.Words).Contains) >= asked.Count * Same && Numbers(TaskFacts.Core(task)).All(number => sentence.Words.Exists(word => word.Text == number)));
            if (same is not null)
            {
                yield return At(task.Quote, $"done already according to line {same.Line}: \"{same.Text.Trim()}\"");
            }
        }
    }

    private static HashSet<string> Facts(IEnumerable<Word> words) => [.. words.Where(word => Terms.IsTerm(word.Text)).Select(word => Terms.Stem(word.Text)[..Math.Min(4, Terms.Stem(word.Text).Length)])];

    private static IEnumerable<string> Numbers(IEnumerable<Word> words) => words.Where(word => char.IsAsciiDigit(word.Text[0])).Select(word => word.Text);
}
