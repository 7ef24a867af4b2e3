using Holdfast.Foundation;
using Holdfast.Telemetry;

namespace Holdfast.Storage.Records;

/// <summary>
/// Records on disk. When the disk takes nothing they go on in memory, which is said loudly, and follow as soon as it takes them again. Any
/// thread (lock). Next: <see cref="RecordDatabase"/>.
/// </summary>
public sealed class RecordStore : IRecordStore, IDisposable
{
    private readonly Lock gate = new();
    private readonly RecordStoreOptions options;
    private readonly IClock clock;
    private readonly EventLog events;
    private readonly List<(NewRecord Record, long RecordedAt, long Id)> waiting = [];
    private readonly Dictionary<string, string> secrets = [];
    private RecordDatabase? database;
    private long read;
    private long given;
    private long triedAt = long.MinValue;
    private bool isTold;

    public RecordStore(RecordStoreOptions options, IClock clock, EventLog events)
    {
        this.options = options;
        this.clock = clock;
        this.events = events;
    }

    public bool IsBroken => Volatile.Read(ref isTold);

    /// <summary>What the disk answered last; null when it works.</summary>
    public string? Problem { get; private set; }

    public IReadOnlyList<StoredRecord> Append(IReadOnlyList<NewRecord> records)
    {
        lock (gate)
        {
            long now = clock.UtcNow.ToUnixTimeMilliseconds();
            (NewRecord, long, long)[] dated = [.. records.Select(record => (record, now, 0L))];
            return options.Path is null ? Number(dated) : TryWrite(dated) ?? Keep(dated);
        }
    }

    public string Secret(string name, Func<string> make)
    {
        lock (gate)
        {
            if (!secrets.TryGetValue(name, out string? value))
            {
                try
                {
                    value = options.Path is null ? make() : Open().Secret(name, make);
                }
                catch (Exception failure) when (DatabaseTroubles.IsOutside(failure) || failure is InvalidDataException)
                {
                    triedAt = clock.NowNanoseconds;
                    Tell(failure);
                    value = make();
                }

                secrets[name] = value;
            }

            return value;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            database?.Dispose();
            database = null;
        }
    }

    /// <summary>Null when the disk does not take them.</summary>
    private List<StoredRecord>? TryWrite((NewRecord Record, long RecordedAt, long Id)[] records)
    {
        if (isTold && clock.NowNanoseconds - triedAt < options.Patience.Ticks * TimeSpan.NanosecondsPerTick)
        {
            return null;
        }

        try
        {
            List<StoredRecord> fresh = Open().Append([.. waiting, .. records], read);
            if (isTold)
            {
                Volatile.Write(ref isTold, false);
                Problem = null;
                events.Information("incident-store", "records of incidents are written to disk again", ("kept", $"{waiting.Count}"));
            }

            // Who asked has seen the ones that waited already, with the numbers that they had in memory.
            int known = waiting.Count;
            waiting.Clear();
            read = fresh.Count > 0 ? fresh[^1].Id : read;
            given = read;
            return known == 0 ? fresh : [.. fresh.Take(fresh.Count - known - records.Length), .. fresh.TakeLast(records.Length)];
        }
        catch (Exception failure) when (DatabaseTroubles.IsOutside(failure) || failure is InvalidDataException)
        {
            triedAt = clock.NowNanoseconds;
            Tell(failure);
            database?.Dispose();
            database = null;
            if (DatabaseTroubles.Of(failure) == DatabaseTrouble.Damaged && !options.LeavesDamaged)
            {
                SetAside();
            }

            return null;
        }
    }

    private List<StoredRecord> Keep((NewRecord Record, long RecordedAt, long Id)[] records)
    {
        if (waiting.Count + records.Length > options.WaitingMaximum)
        {
            throw new IOException($"{waiting.Count} records wait for the disk already: make room at {options.Path}");
        }

        List<StoredRecord> numbered = Number(records);
        waiting.AddRange(records.Zip(numbered, (one, stored) => (one.Record, one.RecordedAt, stored.Id)));
        return numbered;
    }

    private List<StoredRecord> Number((NewRecord Record, long RecordedAt, long Id)[] records) =>
        [.. records.Select(one => new StoredRecord(++given, one.Record.Stream, one.Record.Kind, one.Record.HappenedAt, DateTimeOffset.FromUnixTimeMilliseconds(one.RecordedAt), one.Record.Body))];

    private RecordDatabase Open() => database ??= RecordDatabase.Open(options.Path!, options.Bytes);

    private void Tell(Exception failure)
    {
        Problem = failure.Message;
        if (!isTold)
        {
            Volatile.Write(ref isTold, true);
            events.Error("incident-store", $"RECORDS OF INCIDENTS ARE NOT WRITTEN TO DISK, they go on in memory; traffic is not affected: {options.Path}: {failure.Message}");
        }
    }

    /// <summary>A damaged file stays for whoever wants to look at it; a new one is begun.</summary>
    private void SetAside()
    {
        try
        {
            File.Move(options.Path!, options.Path + ".damaged", overwrite: true);
            File.Delete(options.Path + "-wal");
            File.Delete(options.Path + "-shm");
            events.Error("incident-store", $"the damaged store of incidents was moved to {options.Path}.damaged; a new one is begun");
        }
        catch (Exception failure) when (DatabaseTroubles.IsOutside(failure))
        {
            events.Error("incident-store", $"the damaged store of incidents could not be moved away: {failure.Message}");
        }
    }
}
