using System.Globalization;
using Holdfast.Foundation;
using Holdfast.Incidents.Drills;

namespace Holdfast.Incidents.Tasks;

/// <summary>What people and programs may do with tasks, with the rules of each. Any thread. Next: <see cref="CloseRule"/>.</summary>
public sealed class TaskDesk(IncidentBook book, DrillLedger ledger, IClock clock)
{
    // Nobody reads more; a program that adds them in a loop has to be found.
    private const int OpenMaximum = 2000;
    private const int PriorityMaximum = 5;

    // As the draft of a postmortem has them.
    private static readonly Dictionary<TaskType, int> UsualDays = new() { [TaskType.Prevent] = 14, [TaskType.Detect] = 7, [TaskType.Mitigate] = 10 };

    public TaskBook Book => book.Tasks;

    public DrillLedger Ledger => ledger;

    /// <summary>Whose incidents these are of, where several gateways use one ledger.</summary>
    public string Instance => book.Instance;

    public bool IsBroken => book.IsBroken;

    public DateTimeOffset Now => clock.UtcNow;

    public DateOnly Today => DateOnly.FromDateTime(clock.UtcNow.UtcDateTime);

    /// <summary>The most overdue first.</summary>
    public IReadOnlyList<LearnedTask> Overdue() => [.. Book.All.Where(task => task.IsOverdue(Today))];

    public TaskAnswer Add(NewTask wish, string by)
    {
        if (ProblemOf(wish) is { } problem)
        {
            return TaskAnswer.Invalid(problem);
        }

        if (wish.Incident is { } incident && book.Find(incident) is null)
        {
            return new TaskAnswer(DeskOutcome.NotFound, null, $"There is no incident {incident}: 'holdfast incident list' shows them.");
        }

        return book.Decide<TaskAnswer>(() =>
        {
            // A program that finds the same again has nothing new to say.
            LearnedTask? known = wish.Finding is null ? null : Book.All.FirstOrDefault(task => task.Finding == wish.Finding && task.Phase != TaskPhase.Closed);
            if (known is not null)
            {
                return ([], () => new TaskAnswer(DeskOutcome.Done, known, null));
            }

            if (Book.All.Count(task => task.Phase != TaskPhase.Closed) >= OpenMaximum)
            {
                return ([], () => TaskAnswer.Refused($"{OpenMaximum} tasks are open: close some first."));
            }

            string id = Book.NextId(wish.Incident);
            return ([TaskFormat.Write(id, Added(id, wish, by))], () => new TaskAnswer(DeskOutcome.Done, Book.Find(id), null));
        });
    }

    public TaskAnswer Assign(string id, string? owner, string by) => TaskText.ProblemOf(owner, "owner", TaskText.NameMaximum) is { } problem
        ? TaskAnswer.Invalid(problem)
        : With(id, task => task.Phase == TaskPhase.Closed ? Closed(task) : Do(TaskEventKind.Assigned, by, $"{owner!.Trim()} owns it", ("owner", owner.Trim())));

    public TaskAnswer SetDue(string id, string? due, string by) => TaskText.ProblemOfDue(due, Today) is { } problem
        ? TaskAnswer.Invalid(problem)
        : With(id, task => task.Phase == TaskPhase.Closed ? Closed(task) : Do(TaskEventKind.DueChanged, by, $"due {due} instead of {Date(task.Due)}", ("due", due!)));

    public TaskAnswer Start(string id, string by) => With(id, task => task.Phase switch
    {
        TaskPhase.Closed => Closed(task),
        TaskPhase.Started => (null, $"Task {task.Id} was started already."),
        _ => Do(TaskEventKind.Started, by, $"{by} has started"),
    });

    public TaskAnswer Link(string id, string? link, string by) => (link is null ? "'link' is missing." : ProblemOfLink(link)) is { } problem
        ? TaskAnswer.Invalid(problem)
        : With(id, _ => Do(TaskEventKind.Linked, by, $"see {link!.Trim()}", ("link", link.Trim())));

    /// <param name="done">When it was done, as 2026-12-24; null for today.</param>
    /// <param name="drill">Name of the drill that proves it; null for the task's own.</param>
    public TaskAnswer Close(string id, string? link, string? done, string? drill, string by)
    {
        if (ProblemOfLink(link) is { } problem)
        {
            return TaskAnswer.Invalid(problem);
        }

        if ((done is null ? Today : TaskFold.DateOf(done)) is not { } day || day > Today)
        {
            return TaskAnswer.Invalid($"'{done}' is not a day until today: write it as {Date(Today)}.");
        }

        ledger.Refresh();
        return With(id, task =>
        {
            (DrillVerdict? proof, string? missing) = task.Phase == TaskPhase.Closed ? (null, Closed(task).Problem) : CloseRule.Check(task, drill, link, ledger, Instance);
            return missing is null ? Closing(by, link?.Trim(), day, proof) : (null, missing);
        });
    }

    public TaskAnswer Reopen(string id, string? why, string by) => why?.Length > TaskText.TextMaximum
        ? TaskAnswer.Invalid($"The text is longer than {TaskText.TextMaximum} characters.")
        : With(id, task => task.Phase != TaskPhase.Closed
            ? (null, $"Task {task.Id} is open.")
            : Do(TaskEventKind.Reopened, by, string.IsNullOrWhiteSpace(why) ? $"reopened by {by}" : $"reopened by {by}: {why.Trim()}"));

    /// <summary>Now and then: a closed task whose drill has turned red since is open again.</summary>
    public void Tick()
    {
        ledger.Refresh();
        foreach (LearnedTask task in Book.All.Where(task => task is { Phase: TaskPhase.Closed, Proof: not null }))
        {
            if (ledger.Newest(task.Proof!.Scenario, instance: Instance) is { Result: DrillResult.Failed } red && red.Number > task.Proof.Number)
            {
                With(task.Id, present => present.Phase != TaskPhase.Closed ? (null, "") : Do(TaskEventKind.Reopened, "drill", $"reopened: drill {red.Scenario} has turned red ({red.Reference})", ("verdict", Number(red.Number))));
            }
        }
    }

    private string? ProblemOf(NewTask wish) =>
        TaskText.ProblemOf(wish.Text, "text", TaskText.TextMaximum)
        ?? (TypeOf(wish.Type) is null ? $"'{wish.Type}' is not a type of task: there are prevent, detect and mitigate." : null)
        ?? (wish.Owner is null ? null : TaskText.ProblemOf(wish.Owner, "owner", TaskText.NameMaximum))
        ?? (wish.Drill is null ? null : TaskText.ProblemOf(wish.Drill, "drill", TaskText.NameMaximum))
        ?? (wish.Finding is null ? null : TaskText.ProblemOf(wish.Finding, "finding", TaskText.NameMaximum))
        ?? (wish.Due is null ? null : TaskText.ProblemOfDue(wish.Due, Today))
        ?? (wish.Priority is < 1 or > PriorityMaximum ? $"A priority is 1 (first) to {PriorityMaximum}." : null)
        ?? ProblemOfLink(wish.Link);

    private string? ProblemOfLink(string? link) => EvidenceLink.ProblemOf(link, name => ledger.Of(name).Any());

    private TaskEvent Added(string id, NewTask wish, string by)
    {
        TaskType type = TypeOf(wish.Type)!.Value;
        string owner = (wish.Owner ?? by).Trim();
        string due = wish.Due ?? Date(Today.AddDays(UsualDays[type]));
        Dictionary<string, string> data = new()
        {
            ["type"] = CloseRule.Word(type),
            ["text"] = wish.Text!.Trim(),
            ["owner"] = owner,
            ["due"] = due,
            ["priority"] = Number(wish.Priority ?? 2),
            ["source"] = wish.Finding is null ? "hand" : "finding",
        };
        Put(data, "incident", wish.Incident is { } incident ? Number(incident) : null);
        Put(data, "link", wish.Link?.Trim());
        Put(data, "drill", wish.Drill?.Trim());
        Put(data, "finding", wish.Finding);
        return New(TaskEventKind.Added, by, $"task {id}, {CloseRule.Word(type)}: {wish.Text.Trim()} ({owner}, due {due})", data);
    }

    private (TaskEvent?, string?) Closing(string by, string? link, DateOnly day, DrillVerdict? proof)
    {
        Dictionary<string, string> data = [];
        Put(data, "link", link);
        Put(data, "drill", proof?.Scenario);
        Put(data, "verdict", proof is null ? null : Number(proof.Number));
        Put(data, "drillAt", proof is null ? null : Number(proof.StartedAt.ToUnixTimeMilliseconds()));
        string text = $"closed by {by}{(proof is null ? "" : $", proven by drill {proof.Scenario} ({proof.Reference})")}{(link is null ? "" : $", see {link}")}";
        DateTimeOffset happened = day == Today ? clock.UtcNow : new DateTimeOffset(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero);
        return (New(TaskEventKind.Closed, by, text, data) with { HappenedAt = happened }, null);
    }

    /// <summary>Decides by the task's state, and nobody comes between.</summary>
    private TaskAnswer With(string id, Func<LearnedTask, (TaskEvent? Event, string? Problem)> decide) => book.Decide<TaskAnswer>(() =>
    {
        if (Book.Find(id) is not { } task)
        {
            return ([], () => new TaskAnswer(DeskOutcome.NotFound, null, $"There is no task '{id}': 'holdfast task list --all' shows them."));
        }

        (TaskEvent? happened, string? problem) = decide(task);
        return happened is null
            ? ([], () => TaskAnswer.Refused(problem!))
            : ([TaskFormat.Write(task.Id, happened)], () => new TaskAnswer(DeskOutcome.Done, Book.Find(task.Id), null));
    });

    private (TaskEvent?, string?) Do(TaskEventKind kind, string by, string text, params (string Name, string Value)[] data) =>
        (New(kind, by, text, data.ToDictionary(one => one.Name, one => one.Value)), null);

    private TaskEvent New(TaskEventKind kind, string by, string text, Dictionary<string, string> data) => new(0, kind, clock.UtcNow, clock.UtcNow, by, text, data);

    private static (TaskEvent?, string? Problem) Closed(LearnedTask task) => (null, $"Task {task.Id} is closed: holdfast task reopen {task.Id} opens it again.");

    private static TaskType? TypeOf(string? text) => Enum.GetValues<TaskType>().Cast<TaskType?>().FirstOrDefault(type => CloseRule.Word(type!.Value) == text);

    private static void Put(Dictionary<string, string> data, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            data[name] = value;
        }
    }

    private static string Date(DateOnly day) => day.ToString(TaskFold.DateFormat, CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
