using System.Globalization;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Tasks;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>
/// When everything has been learned from an incident: its postmortem is published, names a drill, and every task is closed. A reason stands for
/// the postmortem or for the drill; nothing stands for a task. Keeps nothing. Owner: <see cref="PostmortemDesk"/>.
/// </summary>
internal static class ClosingRule
{
    /// <summary>Of the linter: the drill with what it asks for and when it runs next.</summary>
    public const string DrillRule = "A17";

    public const string BecauseKey = "because";
    public const string PostmortemKey = "postmortem";
    public const string NotRequired = "not required";

    private const int TasksShown = 5;

    /// <summary>Why it is not closed now, for whoever asks; null when it may be.</summary>
    /// <param name="open">Its tasks that are not closed.</param>
    /// <param name="namesDrill">Of the version that is published.</param>
    /// <param name="because">What stands for the postmortem; null for nothing.</param>
    public static string? ProblemOf(Incident incident, IReadOnlyList<LearnedTask> open, Func<bool> namesDrill, string? because)
    {
        string id = incident.Id.ToString(CultureInfo.InvariantCulture);
        PostmortemState state = PostmortemState.Of(incident);
        return incident.Status switch
        {
            IncidentStatus.Closed => $"Incident {id} is closed already.",
            IncidentStatus.Dismissed => $"Incident {id} is dismissed: a suspicion that passed has nothing left to close.",
            not IncidentStatus.Resolved => $"Incident {id} is {IncidentDesk.Word(incident.Status)}: it is closed when it is resolved and everything was learned from it.",
            _ when open.Count > 0 => $"Of incident {id} {Tasks(open)}: it is closed when all are (holdfast task close {open[0].Id}).",
            _ when because is not null => null,
            _ when state.Status != PostmortemStatus.Published => $"The postmortem of incident {id} is {Standing(state)}: the incident is closed by itself when that is published and every task is closed. Where it needs none, say why: holdfast incident close {id} --because TEXT",
            _ when !namesDrill() => $"The postmortem of incident {id} names no drill with what it asks for and when it runs next ({DrillRule} of the linter): correct it (holdfast postmortem draft {id} --file FILE), or say why it needs none: holdfast incident close {id} --because TEXT",
            _ => null,
        };
    }

    public static NewEntry Entry(Incident incident, int tasks, string? because, string by, DateTimeOffset now)
    {
        bool isPublished = PostmortemState.Of(incident).PublishedVersion > 0;
        string learned = tasks switch { 0 => "there are no tasks", 1 => "its task is closed", _ => $"its {tasks.ToString(CultureInfo.InvariantCulture)} tasks are closed" };
        string why = because is null ? $"its postmortem is published and {learned}" : isPublished ? because : $"postmortem not required: {because}";
        NewEntry entry = new(EntryKind.Closed, now, by, because is null && by == PostmortemDesk.OwnName ? $"closed: {why}" : $"closed by {by}: {why}") { Sources = [because is null ? incident.Entries[^1].Reference : EntrySource.Person(by)] };
        if (because is not null)
        {
            entry.Data[BecauseKey] = because;
            if (!isPublished)
            {
                entry.Data[PostmortemKey] = NotRequired;
            }
        }

        return entry;
    }

    /// <summary>A drill that turned red has opened a task again, or the postmortem was written after all: it is not over.</summary>
    public static NewEntry Reopened(Incident incident, IReadOnlyList<LearnedTask> open, DateTimeOffset now) =>
        new(EntryKind.Reopened, now, PostmortemDesk.OwnName, $"not closed any more: {Tasks(open)}") { Sources = [incident.Entries[^1].Reference] };

    private static string Tasks(IReadOnlyList<LearnedTask> open) =>
        $"{(open.Count == 1 ? "1 task is" : $"{open.Count.ToString(CultureInfo.InvariantCulture)} tasks are")} open ({string.Join(", ", open.Take(TasksShown).Select(task => task.Id))}{(open.Count > TasksShown ? ", ..." : "")})";

    private static string Standing(PostmortemState state) => state.Status == PostmortemStatus.None ? "not written yet" : PostmortemDesk.Word(state.Status);
}
