using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Somebody other than the author has read it, and it says who, when and with what verdict.</summary>
internal sealed class S08ReviewRecord() : LintRule("S08", LintSeverity.Guidance, "a review is recorded: a reviewer who is not the author, a date, a verdict", "Add a line: Reviewed by NAME (not the author) on DATE: approved.")
{
    private static readonly Phrases Verdicts = Phrases.Of("approved", "accepted", "rejected", "returned", "passed", "not required", "signed off", "changes requested", "reviewed");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        (Quote author, string authors) = Records.Of(postmortem, "author", "authors", "written by", "prepared by");
        (Quote review, string reviewers) = Records.Of(postmortem, "reviewed by", "reviewer", "reviewers", "approved by", "review", "peer review", "approver");
        if (reviewers.Length == 0)
        {
            yield return Missing(postmortem, Topics.Review, "no review is recorded");
        }
        else if (authors.Length > 0 && Records.Name(reviewers) == Records.Name(authors))
        {
            yield return At(review, $"the reviewer is the author ({author.Text})");
        }
        else if (DateMissing(review.Text) || !Verdicts.Contains(Word.Split(review.Text)))
        {
            yield return At(review, "the review has no date or no verdict");
        }
    }

    private static bool DateMissing(string text) => Times.DateReader.Read(text).Count == 0;
}
