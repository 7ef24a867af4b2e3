using System.Collections.Immutable;
using Holdfast.Incidents.Lifecycle;
using Holdfast.Incidents.Tasks;
using Holdfast.Incidents.Timeline;
using Holdfast.Storage.Records;

namespace Holdfast.Incidents;

/// <summary>
/// All incidents, brought up to date with every record that is added. What it says was recorded survives the next moment. Any thread
/// (lock around the store; what is read is immutable). Next: <see cref="IncidentFold"/>.
/// </summary>
public sealed class IncidentBook
{
    private const string TextPrefix = "text:";

    private readonly Lock gate = new();
    private readonly TextShelf texts = new();
    private readonly IRecordStore store;
    private volatile ImmutableSortedDictionary<long, Incident> incidents = ImmutableSortedDictionary<long, Incident>.Empty;

    public IncidentBook(IRecordStore store) => this.store = store;

    /// <summary>New records are only in memory at the moment.</summary>
    public bool IsBroken => store.IsBroken;

    /// <summary>What was learned from incidents and is to be done.</summary>
    public TaskBook Tasks { get; } = new();

    /// <summary>Oldest first.</summary>
    public IEnumerable<Incident> All => incidents.Values;

    public Incident? Find(long id) => incidents.GetValueOrDefault(id);

    /// <summary>Reads what is on disk and was written by others. Waits for the disk.</summary>
    public void Refresh() => Take([]);

    /// <summary>A text that incidents refer to, such as a policy; kept once.</summary>
    public void KeepText(string name, string text)
    {
        lock (gate)
        {
            Take([]);
            if (!texts.Has(name))
            {
                Take([new NewRecord(TextPrefix + name, "Text", DateTimeOffset.UnixEpoch, text)]);
            }
        }
    }

    public string? TextOf(string name)
    {
        lock (gate)
        {
            return texts.Read(name);
        }
    }

    public bool HasText(string name)
    {
        lock (gate)
        {
            return texts.Has(name);
        }
    }

    /// <summary>A value that is made once and stays.</summary>
    public string Secret(string name, Func<string> make) => store.Secret(name, make);

    /// <summary>Tells this gateway from others: in the keys of messages, and in the drills of its incidents.</summary>
    public string Instance => Secret("instance", static () => $"holdfast-{Notifications.SignedLink.NewKey()[..8].ToLowerInvariant()}");

    /// <summary>How full the store is, 0 to 1.</summary>
    public double UsedShare => store.UsedShare;

    /// <summary>Begins a new incident with these entries.</summary>
    public Incident Open(params IReadOnlyList<NewEntry> entries)
    {
        lock (gate)
        {
            Take([]);
            long id = NextId;
            Take([.. entries.Select(entry => EntryFormat.Write(id, entry))]);
            return incidents[id];
        }
    }

    /// <summary>What belongs together on several timelines, in one commit.</summary>
    /// <param name="entries">By the number of the incident that they begin, if they begin one.</param>
    public void AddTogether(Func<long, IEnumerable<(long Incident, NewEntry Entry)>> entries)
    {
        lock (gate)
        {
            Take([]);
            Take([.. entries(NextId).Select(one => EntryFormat.Write(one.Incident, one.Entry))]);
        }
    }

    public Incident Add(long id, params IReadOnlyList<NewEntry> entries)
    {
        lock (gate)
        {
            if (entries.Count > 0)
            {
                Take([.. entries.Select(entry => EntryFormat.Write(id, entry))]);
            }

            return incidents[id];
        }
    }

    /// <summary>Adds what is still right when it is its turn: whoever decides by an incident's state decides inside.</summary>
    public T Decide<T>(long id, Func<Incident, (IReadOnlyList<NewEntry> Entries, T Result)> decide)
    {
        lock (gate)
        {
            (IReadOnlyList<NewEntry> entries, T result) = decide(incidents[id]);
            Add(id, entries);
            return result;
        }
    }

    /// <summary>As above for what looks at all incidents to find the one: nothing is added by others between the look and what is added.</summary>
    internal T Alone<T>(Func<T> lookAndAdd)
    {
        lock (gate)
        {
            Take([]);
            return lookAndAdd();
        }
    }

    /// <summary>As above for what is not on the timeline of one incident: the answer is made when the records are added.</summary>
    internal T Decide<T>(Func<(IReadOnlyList<NewRecord> Records, Func<T> Result)> decide)
    {
        lock (gate)
        {
            Take([]);
            (IReadOnlyList<NewRecord> records, Func<T> result) = decide();
            if (records.Count > 0)
            {
                Take(records);
            }

            return result();
        }
    }

    private long NextId => incidents.IsEmpty ? 1 : incidents.Keys.Last() + 1;

    private void Take(IReadOnlyList<NewRecord> records)
    {
        lock (gate)
        {
            ImmutableSortedDictionary<long, Incident>.Builder next = incidents.ToBuilder();
            IReadOnlyList<StoredRecord> fresh = store.Append(records);
            foreach (StoredRecord record in fresh.Where(record => record.Stream.StartsWith(TextPrefix, StringComparison.Ordinal)))
            {
                texts.Put(record.Stream[TextPrefix.Length..], record.Body);
            }

            foreach (TimelineEntry entry in fresh.Select(EntryFormat.Read).OfType<TimelineEntry>())
            {
                next[entry.Incident] = IncidentFold.Apply(next.GetValueOrDefault(entry.Incident), entry);
            }

            incidents = next.ToImmutable();
            Tasks.Apply(fresh);
        }
    }
}
