using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>A title by which people find the document again: which service, what failed.</summary>
internal sealed class S01TitleNamesFailure()
    : LintRule("S01", LintSeverity.Guidance, "the title names the service and the failure", "Name the service and what failed, for example: Checkout API refused payments for 50 minutes.")
{
    private static readonly HashSet<string> SaysNothing = new(
        "postmortem post mortem incident report outage system issue the of on a an and number case inc project web stack debugging title subject re fwd analysis document review summary production our service major minor problem failure id ticket for".Split(' '), StringComparer.Ordinal);

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        List<Word> words = Word.Split(postmortem.Title.Text);
        int telling = words.Count(word => char.IsLetter(word.Text[0]) && word.Text.Length > 1 && !SaysNothing.Contains(word.Text));
        if (telling < 2 && !(telling == 1 && words.Exists(word => word.Text is "outage" or "failure" or "down")))
        {
            yield return At(postmortem.Title, postmortem.Title.Text.Length == 0 ? "the document has no title" : "the title does not say which service failed and how");
        }
    }
}
