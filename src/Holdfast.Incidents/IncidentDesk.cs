using Holdfast.Diagnosis;
using Holdfast.Diagnosis.Detection;
using Holdfast.Foundation;
using Holdfast.Incidents.Escalation.Reading;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Timeline;

namespace Holdfast.Incidents;

/// <summary>What people may do with incidents, with the rules of each. Any thread. Next: <see cref="IncidentBook"/>.</summary>
public sealed class IncidentDesk(IncidentBook book, IClock clock)
{
    private const int TextMaximum = 2000;
    private const int NameMaximum = 120;

    // Who writes more has a script that runs wild.
    private const int NotesMaximum = 1000;

    public const string ByLink = "by link";

    // Notes and the postmortem follow within a day.
    private static readonly TimeSpan JustBeen = TimeSpan.FromDays(1);

    public static IReadOnlyList<string> RolesKnown { get; } = ["commander", "scribe", "liaison"];

    public IncidentBook Book => book;

    /// <summary>What the diagnosis sees now; set by whoever has one.</summary>
    public Func<CauseFinding> Seen { get; set; } = static () => CauseFinding.Calm(0);

    /// <summary>Names of the pools in force; set by whoever has a configuration. None known: any name is taken.</summary>
    public Func<IReadOnlyCollection<string>> Pools { get; set; } = static () => [];

    public DateTimeOffset Now => clock.UtcNow;

    /// <summary>What the diagnosis sees of this incident now; null when it sees nothing, or what it sees belongs to another one.</summary>
    public CauseFinding? SeenOf(Incident incident)
    {
        CauseFinding seen = Seen();
        return seen.State != DetectionState.Normal && JoinRule.Active(book.All, IncidentBeginning.PoolOf(seen))?.Id == incident.Id ? seen : null;
    }

    /// <summary>
    /// The incident that somebody means who writes to the latest one: nobody acknowledges or resolves a mere suspicion while there is an incident, or one has just
    /// been. What was over long ago is not meant by whoever sees something now.
    /// </summary>
    public Incident? LatestToWrite =>
        book.All.LastOrDefault(incident => incident.Status is IncidentStatus.Confirmed or IncidentStatus.Monitoring)
        ?? book.All.LastOrDefault(incident => incident.Status is IncidentStatus.Resolved or IncidentStatus.Closed && incident.ResolvedAt > clock.UtcNow - JustBeen)
        ?? Latest;

    public Incident? Latest => book.All.LastOrDefault(incident => incident.Status != IncidentStatus.Dismissed);

    public DeskAnswer Open(string? title, string? pool, string? severity, DateTimeOffset? since, string by)
    {
        DateTimeOffset now = clock.UtcNow;
        if (ProblemOf(title, "title") is { } problem)
        {
            return DeskAnswer.Invalid(problem);
        }

        if (!TryReadSeverity(severity, out Severity known))
        {
            return DeskAnswer.Invalid($"'{severity}' is not a severity: write sev1 (half of the users or more) to sev4.");
        }

        if (PoolProblemOf(pool) is { } noPool)
        {
            return DeskAnswer.Invalid(noPool);
        }

        if (since > now || since < now.AddDays(-7))
        {
            return DeskAnswer.Invalid("since must be within the last seven days, and not in the future.");
        }

        Dictionary<string, string> data = new() { ["by"] = "hand", ["title"] = title!.Trim(), ["pool"] = pool ?? "" };
        if (severity is not null)
        {
            data["severity"] = known.ToString();
        }

        if (since is { } began)
        {
            data["onset"] = began.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
            Unrecorded.Within(book.All, began, now)?.Write(data);
        }

        return DeskAnswer.Done(book.Open(new NewEntry(EntryKind.Opened, now, by, $"opened by {by}: {title.Trim()}") { Data = data, Sources = [EntrySource.Person(by)] }));
    }

    /// <param name="how">By hand, or <see cref="ByLink"/>.</param>
    public DeskAnswer Acknowledge(long id, string by, string how = "by hand") => With(id, incident => incident switch
    {
        { IsOpen: false } => Refuse($"Incident {id} is {Word(incident.Status)}: there is nothing to acknowledge.{(incident.JoinedTo is { } other ? $" It is an outage of incident {other}: 'holdfast incident ack {other}'." : Suspected(incident))}"),
        { AcknowledgedBy: { } who } => Refuse($"Incident {id} was acknowledged by {who} already."),
        _ => Do(new NewEntry(EntryKind.Acknowledged, clock.UtcNow, by, $"acknowledged by {by}") { Data = new() { ["how"] = how }, Sources = [how == ByLink ? EntrySource.Link(by) : EntrySource.Person(by)] }),
    });

    /// <param name="happenedAt">Shortly before the incident at the earliest; null for now.</param>
    public DeskAnswer Note(long id, string? text, NoteKind kind, DateTimeOffset? happenedAt, string by) => ProblemOf(text, "text") is { } problem
        ? DeskAnswer.Invalid(problem)
        : With(id, incident =>
        {
            DateTimeOffset at = happenedAt ?? clock.UtcNow;
            return NoteTime.ProblemOf(incident, clock.UtcNow, ref at) is { } wrong ? (DeskAnswer.Invalid(wrong), [])
                : incident.Of(EntryKind.Note).Count() >= NotesMaximum ? Refuse($"Incident {id} has {NotesMaximum} notes: whoever writes more writes a script's output.")
                : Do(new NewEntry(EntryKind.Note, at, by, text!.Trim()) { Data = new() { ["note"] = kind.ToString() }, Sources = [EntrySource.Person(by)] });
        });

    public DeskAnswer TakeRole(long id, string? role, string? person, string by) =>
        role is null || !RolesKnown.Contains(role) ? DeskAnswer.Invalid($"'{role}' is not a role: there are {string.Join(", ", RolesKnown)}.")
        : ProblemOf(person, "person", NameMaximum) is { } problem ? DeskAnswer.Invalid(problem)
        : With(id, _ => Do(new NewEntry(EntryKind.Role, clock.UtcNow, by, $"{person!.Trim()} is {role}") { Data = new() { ["role"] = role, ["person"] = person.Trim() }, Sources = [EntrySource.Person(by)] }));

    public DeskAnswer SetSeverity(long id, string? severity, string by) =>
        severity is null || !TryReadSeverity(severity, out Severity known) ? DeskAnswer.Invalid($"'{severity}' is not a severity: write sev1 (half of the users or more) to sev4.")
        : With(id, _ => Do(new NewEntry(EntryKind.Severity, clock.UtcNow, by, $"severity {known.ToString().ToUpperInvariant()}, said by {by}") { Data = new() { ["severity"] = known.ToString(), ["by"] = "hand" }, Sources = [EntrySource.Person(by)] }));

    /// <summary>Ends it before the reopen window does; what detection still sees cannot be wished away.</summary>
    public DeskAnswer Resolve(long id, string? text, string by) => With(id, incident => incident switch
    {
        { IsOpen: false } => Refuse($"Incident {id} is {Word(incident.Status)} already."),
        { LastOutage: { DeclaredAt: not null, ClearedAt: null } } => Refuse(NotOver.Because(id, Seen())),
        _ when text?.Length > TextMaximum => (DeskAnswer.Invalid($"The text is longer than {TextMaximum} characters."), []),
        _ => Do(new NewEntry(EntryKind.Resolved, clock.UtcNow, by, string.IsNullOrWhiteSpace(text) ? $"resolved by {by}" : $"resolved by {by}: {text.Trim()}") { Data = new() { ["by"] = "hand" }, Sources = [EntrySource.Person(by)] }),
    });

    /// <summary>For those who have an action of their own: decides by the incident's state, and nobody comes between.</summary>
    public DeskAnswer With(long id, Func<Incident, (DeskAnswer? Problem, IReadOnlyList<NewEntry> Entries)> decide)
    {
        if (book.Find(id) is null)
        {
            return new DeskAnswer(DeskOutcome.NotFound, null, $"There is no incident {id}: 'holdfast incident list' shows them.");
        }

        return book.Decide(id, incident =>
        {
            (DeskAnswer? problem, IReadOnlyList<NewEntry> entries) = decide(incident);
            return (problem is null ? entries : [], problem);
        }) ?? DeskAnswer.Done(book.Find(id)!);
    }

    public static string Word(IncidentStatus status) => status.ToString().ToLowerInvariant();

    internal static (DeskAnswer? Problem, IReadOnlyList<NewEntry> Entries) Do(params IReadOnlyList<NewEntry> entries) => (null, entries);

    internal static (DeskAnswer? Problem, IReadOnlyList<NewEntry> Entries) Refuse(string problem) => (DeskAnswer.Refused(problem), []);

    /// <summary>What somebody means who acknowledges the latest one while another begins.</summary>
    private string Suspected(Incident over) =>
        book.All.LastOrDefault(incident => incident.Status == IncidentStatus.Suspected && incident.Id > over.Id) is { } next ? $" Incident {next.Id} is suspected now: 'holdfast incident ack {next.Id}'." : "";

    /// <summary>A pool that is mistyped is measured by nobody, and would wake people all the same.</summary>
    private string? PoolProblemOf(string? pool)
    {
        IReadOnlyCollection<string> pools = Pools();
        return string.IsNullOrEmpty(pool) || pools.Count == 0 || pools.Contains(pool, StringComparer.Ordinal) ? null
            : ProblemOf(pool, "pool", NameMaximum) ?? $"There is no pool '{pool}'. {PolicyMap.Known(pool, pools)} No incident was opened.";
    }

    private static bool TryReadSeverity(string? text, out Severity severity)
    {
        severity = Severity.Sev4;
        return text is null || (Enum.TryParse(text, ignoreCase: true, out severity) && Enum.IsDefined(severity) && text.StartsWith('s'));
    }

    private static string? ProblemOf(string? text, string name, int maximum = TextMaximum) =>
        string.IsNullOrWhiteSpace(text) ? $"'{name}' is missing."
        : text.Length > maximum ? $"'{name}' is longer than {maximum} characters."
        : text.Any(symbol => char.IsControl(symbol) && symbol != '\n') ? $"'{name}' has control characters."
        : null;
}
