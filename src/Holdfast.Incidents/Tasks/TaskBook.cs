using System.Collections.Immutable;
using System.Globalization;
using Holdfast.Storage.Records;

namespace Holdfast.Incidents.Tasks;

/// <summary>
/// All tasks, brought up to date with every record of the incidents' store. Any thread: what is read is immutable, and the book of incidents
/// changes it under its lock. Next: <see cref="TaskFold"/>.
/// </summary>
public sealed class TaskBook
{
    // The tasks of a postmortem that is not published yet have the first numbers of its incident.
    private const int PostmortemTasks = 20;

    private volatile ImmutableDictionary<string, LearnedTask> tasks = ImmutableDictionary<string, LearnedTask>.Empty;

    internal TaskBook()
    {
    }

    /// <summary>Those that were due first come first.</summary>
    public IEnumerable<LearnedTask> All => tasks.Values.OrderBy(task => task.Due).ThenBy(task => task.CreatedAt).ThenBy(task => task.Id, StringComparer.Ordinal);

    public LearnedTask? Find(string id) => tasks.GetValueOrDefault(id) ?? tasks.Values.FirstOrDefault(task => string.Equals(task.Id, id, StringComparison.OrdinalIgnoreCase));

    internal void Apply(IEnumerable<StoredRecord> records)
    {
        ImmutableDictionary<string, LearnedTask>.Builder next = tasks.ToBuilder();
        foreach ((string id, TaskEvent happened) in records.Select(TaskFormat.Read).OfType<(string, TaskEvent)>())
        {
            next[id] = TaskFold.Apply(next.GetValueOrDefault(id), id, happened);
        }

        tasks = next.ToImmutable();
    }

    /// <summary>The next free one, within an incident or without one. Under the lock of the incidents.</summary>
    internal string NextId(long? incident)
    {
        string prefix = incident is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number}-") : "T";
        int last = tasks.Keys.Where(id => id.StartsWith(prefix, StringComparison.Ordinal)).Select(id => int.TryParse(id.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int known) ? known : 0).DefaultIfEmpty(0).Max();
        int first = incident is null ? 1 : PostmortemTasks + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}{Math.Max(last + 1, first)}");
    }
}
