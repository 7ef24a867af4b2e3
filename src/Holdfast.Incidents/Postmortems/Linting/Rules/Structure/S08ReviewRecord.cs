using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

/// <summary>Somebody other than the author has read it, it says who, when and with what verdict, and after the deadline it was the fallback reviewer.</summary>
internal sealed class S08ReviewRecord() : LintRule("S08", LintSeverity.Guidance, "a review is recorded: a reviewer who is not the author, a date, a verdict; in time, or by the fallback reviewer", "Add a line: Reviewed by NAME (not the author) on DATE: approved.")
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
        else if (Late(postmortem, review.Text, reviewers) is { } late)
        {
            yield return At(review, late);
        }

        if (authors.Length > 0 && Fallback(postmortem) is { Value.Length: > 0 } fallback && Records.Name(fallback.Value) == Records.Name(authors))
        {
            yield return At(fallback.Line, $"the fallback reviewer is the author ({author.Text})");
        }
    }

    private static (Quote Line, string Value) Fallback(Postmortem postmortem) => Records.Of(postmortem, "fallback reviewer", "fallback", "fallback review", "deputy reviewer");

    /// <summary>Only where the document names a deadline: then somebody else must have judged after it.</summary>
    private static string? Late(Postmortem postmortem, string review, string reviewers)
    {
        string deadline = Records.Of(postmortem, "review deadline", "review due", "review by", "reviewed until", "deadline of the review").Value;
        if (DateOf(deadline) is not { } due || DateOf(review) is not { } done || done <= due)
        {
            return null;
        }

        string fallback = Fallback(postmortem).Value;
        return fallback.Length == 0 ? $"reviewed {Times.TimeText.Of(done)}, after the deadline {Times.TimeText.Of(due)}, and no fallback reviewer is named"
            : Records.Name(fallback) == Records.Name(reviewers) ? null
            : $"reviewed {Times.TimeText.Of(done)}, after the deadline {Times.TimeText.Of(due)}, by another than the fallback reviewer {fallback}";
    }

    private static DateOnly? DateOf(string text) => Times.DateReader.Read(text).Find(date => date.HasYear) is { } date ? date.In(date.Year) : null;

    private static bool DateMissing(string text) => Times.DateReader.Read(text).Count == 0;
}
