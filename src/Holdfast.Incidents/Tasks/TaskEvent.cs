namespace Holdfast.Incidents.Tasks;

/// <summary>One thing that happened to a task. Immutable, and never changed once it is recorded.</summary>
/// <param name="Id">Of the record; 0 while it is not one.</param>
/// <param name="HappenedAt">When it was done, as somebody says.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="Author">Who or what says so.</param>
public sealed record TaskEvent(long Id, TaskEventKind Kind, DateTimeOffset HappenedAt, DateTimeOffset RecordedAt, string Author, string Text, IReadOnlyDictionary<string, string> Data)
{
    public string? Get(string name) => Data.GetValueOrDefault(name);
}
