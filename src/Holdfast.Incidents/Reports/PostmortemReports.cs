using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Review;

namespace Holdfast.Incidents.Reports;

/// <summary>Postmortems in the words of the API.</summary>
public static class PostmortemReports
{
    public static PostmortemReport Of(Incident incident)
    {
        PostmortemState state = PostmortemState.Of(incident);
        return new PostmortemReport(
            incident.Id,
            incident.Title,
            PostmortemDesk.Word(state.Status),
            incident.Severity.ToString().ToLowerInvariant(),
            incident.Start,
            incident.End is null ? null : incident.Downtime.TotalSeconds,
            Math.Round(100 * incident.Impact.UsersShare, 1),
            state.Version,
            state.Author,
            state.Reviewer,
            state.RequestedAt,
            state.PublishedVersion,
            state.PublishedAt,
            state.PublishedHash,
            [.. state.Comments.Select(comment => new ReviewCommentReport(comment.HappenedAt, comment.Author, comment.Text))]);
    }
}
