using System.Collections.Immutable;

namespace Holdfast.Incidents.Tasks;

/// <summary>What is to be done so that an outage does not come back, as its events tell it: nothing here is kept anywhere else. Immutable. Next: <see cref="TaskFold"/>.</summary>
public sealed record LearnedTask
{
    /// <summary>12-1 is the first of incident 12; T3 belongs to no incident.</summary>
    public required string Id { get; init; }

    public TaskType Type { get; init; }

    public string Text { get; init; } = "";

    public string Owner { get; init; } = "";

    public DateOnly Due { get; init; }

    /// <summary>1 first.</summary>
    public int Priority { get; init; } = 2;

    /// <summary>What it was learned from; null for none.</summary>
    public long? Incident { get; init; }

    /// <summary>postmortem, hand or finding.</summary>
    public string Source { get; init; } = "hand";

    /// <summary>What a program found, by name: it is not added again while it is open. Null for others.</summary>
    public string? Finding { get; init; }

    /// <summary>Name of the drill that is to prove it; null when it was not said.</summary>
    public string? Drill { get; init; }

    public TaskPhase Phase { get; init; }

    /// <summary>By the clock of the store: a drill that began before it proves nothing.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was made or opened again, by the same clock: whoever opened it again did not believe the run of before.</summary>
    public DateTimeOffset OpenSince => Events.FindLast(one => one.Kind == TaskEventKind.Reopened)?.RecordedAt ?? CreatedAt;

    public DateTimeOffset? ClosedAt { get; init; }

    public TaskProof? Proof { get; init; }

    /// <summary>Tickets, changes, documents.</summary>
    public ImmutableList<string> Links { get; init; } = [];

    /// <summary>In the order of the records.</summary>
    public ImmutableList<TaskEvent> Events { get; init; } = [];

    /// <summary>What prevents or detects is proven by a drill; anybody can say that a runbook was written.</summary>
    public bool NeedsDrill => Type is TaskType.Prevent or TaskType.Detect;

    public bool IsOverdue(DateOnly today) => Phase != TaskPhase.Closed && today > Due;
}
