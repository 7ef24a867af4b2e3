using System.Collections.Concurrent;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Postmortems.Linting;
using Holdfast.Incidents.Tasks;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>Closes incidents from which everything was learned, and opens again those that have a task again. Any thread. Owner: <see cref="PostmortemDesk"/>. Next: <see cref="ClosingRule"/>.</summary>
internal sealed class IncidentClosing(IncidentDesk desk)
{
    // One for each incident with a published postmortem: as many as the record store has room for.
    private readonly ConcurrentDictionary<long, (int Version, bool IsNamed)> drillNamed = new();

    /// <param name="because">Why it needs no postmortem, or no drill; null where it has them.</param>
    public DeskAnswer Close(long id, string? because, string by) => ClosingReason.ProblemOf(because) is { } wrong
        ? DeskAnswer.Invalid(wrong)
        : desk.With(id, incident => ProblemOf(incident, because) is { } problem ? IncidentDesk.Refuse(problem) : IncidentDesk.Do(ClosingRule.Entry(incident, TasksOf(id).Count(), IsPublished(incident) && NamesDrill(incident) ? null : because?.Trim(), by, desk.Now)));

    /// <summary>What is left to be done until it is closed; null while its review comes first, and when nothing is.</summary>
    public string? NextOf(Incident incident) => IsPublished(incident) ? ProblemOf(incident, null)?.TrimEnd('.') : null;

    public void Tick()
    {
        HashSet<long> busy = [.. desk.Book.Tasks.All.Where(IsOpen).Select(task => task.Incident).OfType<long>()];
        // Most are resolved and wait for people: they are not looked at inside.
        foreach (Incident incident in desk.Book.All.Where(incident => busy.Contains(incident.Id) ? incident.Status == IncidentStatus.Closed : IsPublished(incident)).ToList())
        {
            // Decided inside: a task or a correction that comes now is seen.
            desk.Book.Decide(incident.Id, present => (Due(present), true));
        }
    }

    private IReadOnlyList<NewEntry> Due(Incident incident)
    {
        if (incident.Status == IncidentStatus.Closed)
        {
            return OpenTasksOf(incident.Id) is { Count: > 0 } open ? [ClosingRule.Reopened(incident, open, desk.Now)] : [];
        }

        return IsPublished(incident) && ProblemOf(incident, null) is null ? [ClosingRule.Entry(incident, TasksOf(incident.Id).Count(), null, PostmortemDesk.OwnName, desk.Now)] : [];
    }

    private string? ProblemOf(Incident incident, string? because) => ClosingRule.ProblemOf(incident, OpenTasksOf(incident.Id), () => NamesDrill(incident), because);

    private static bool IsPublished(Incident incident) => incident.Status == IncidentStatus.Resolved && PostmortemState.Of(incident).Status == PostmortemStatus.Published;

    private IEnumerable<LearnedTask> TasksOf(long id) => desk.Book.Tasks.All.Where(task => task.Incident == id);

    private List<LearnedTask> OpenTasksOf(long id) => [.. TasksOf(id).Where(IsOpen)];

    private static bool IsOpen(LearnedTask task) => task.Phase != TaskPhase.Closed;

    /// <summary>A published version never changes: it is read once.</summary>
    private bool NamesDrill(Incident incident)
    {
        int version = PostmortemState.Of(incident).PublishedVersion;
        if (!drillNamed.TryGetValue(incident.Id, out (int Version, bool IsNamed) known) || known.Version != version)
        {
            known = (version, PostmortemVersions.Read(desk.Book, incident.Id, version) is { } published && PostmortemLinter.NamesDrill(published.Markdown));
            drillNamed[incident.Id] = known;
        }

        return known.IsNamed;
    }
}
