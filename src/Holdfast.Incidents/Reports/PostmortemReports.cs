using System.Globalization;
using Holdfast.Incidents.Drills;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Review;
using Holdfast.Incidents.Postmortems.Writing;
using Holdfast.Incidents.Tasks;

namespace Holdfast.Incidents.Reports;

/// <summary>Postmortems in the words of the API.</summary>
public static class PostmortemReports
{
    /// <summary>In words: of a correction also which version is published meanwhile.</summary>
    public static string Standing(PostmortemReport report) => report.PublishedVersion > 0 && report.PublishedVersion < report.Version
        ? string.Create(CultureInfo.InvariantCulture, $"version {report.PublishedVersion} published, {report.Version} {report.Status}") : report.Status;

    public static PostmortemReport Of(Incident incident)
    {
        PostmortemState state = PostmortemState.Of(incident);
        CauseStatement? told = ToldIncident.CauseOf(incident);
        return new PostmortemReport(
            incident.Id,
            incident.Title,
            PostmortemDesk.Word(state.Status),
            incident.Severity.ToString().ToLowerInvariant(),
            incident.Start,
            incident.End is null ? null : incident.Downtime.TotalSeconds,
            incident.AreUsersKnown ? Math.Round(100 * incident.Impact.UsersShare, 1) : null,
            state.Version,
            state.Author,
            state.Reviewer,
            state.RequestedAt,
            state.PublishedVersion,
            state.PublishedAt,
            state.PublishedHash,
            [.. state.Comments.Select(comment => new ReviewCommentReport(comment.HappenedAt, comment.Author, comment.Text))])
        {
            NotRequiredBecause = state.Status == PostmortemStatus.NotRequired ? incident.ClosedBecause : null,
            Pages = PublishedPage.Of(incident),
            Service = incident.Pool.Length == 0 ? null : incident.Pool,
            Cause = incident.Correction?.Name ?? told?.Name,
            RootCause = incident.Correction?.Claim ?? told?.Claim,
            CauseCorrectedBy = incident.Correction?.By,
            CauseCorrectedAt = incident.Correction?.At,
            CauseNote = CauseReading.NoteOf(incident, state),
            DiagnosedCause = incident.Correction is null ? null : told?.Name,
        };
    }

    /// <summary>"corrected by anna on 2026-11-23; the diagnosis said pool-exhaustion"; null where nobody has.</summary>
    public static string? CorrectedIn(PostmortemReport report) => report is { CauseCorrectedBy: { } by, CauseCorrectedAt: { } at } ? Corrected(by, at, report.DiagnosedCause) : null;

    internal static string Corrected(string by, DateTimeOffset at, string? diagnosed) =>
        $"corrected by {by} on {at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}; the diagnosis {(diagnosed is null ? "had stated none" : $"said {diagnosed}")}";

    /// <summary>With what became of its tasks and of its drill.</summary>
    public static PostmortemReport Of(Incident incident, TaskDesk? tasks)
    {
        PostmortemReport report = Of(incident);
        if (tasks is null)
        {
            return report;
        }

        LearnedTask[] own = [.. tasks.Book.All.Where(task => task.Incident == incident.Id)];
        string drill = string.Create(CultureInfo.InvariantCulture, $"learned-{incident.Id}");
        DrillVerdict? verdict = tasks.Ledger.Newest(drill, instance: tasks.Instance);
        return report with
        {
            TasksOpen = own.Count(task => task.Phase != TaskPhase.Closed),
            TasksOverdue = own.Count(task => task.IsOverdue(tasks.Today)),
            TasksClosed = own.Count(task => task.Phase == TaskPhase.Closed),
            Drill = verdict?.Result.ToString().ToLowerInvariant(),
            DrillAt = verdict?.StartedAt,
        };
    }

    /// <summary>Every word is somewhere in what a reader would look for it in.</summary>
    /// <param name="text">The postmortem itself; asked for only when the rest does not have it.</param>
    public static bool Has(PostmortemReport report, string words, Func<string> text)
    {
        string[] wanted = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string known = string.Join(' ', report.Title, report.Service, report.Cause, report.RootCause, report.Severity, report.Author, report.Reviewer);
        return wanted.All(word => known.Contains(word, StringComparison.OrdinalIgnoreCase))
            || (text() is { } all && wanted.All(word => known.Contains(word, StringComparison.OrdinalIgnoreCase) || all.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }
}
