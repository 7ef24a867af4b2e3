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
    private readonly HashSet<string> unwritten = [];
    private readonly RecordRoom room;
    private RecordDatabase? database;
    private string movesTo = "";
    private long read;
    private long given;
    private long triedAt = long.MinValue;
    private bool isTold;
    private bool isLossTold;

    public RecordStore(RecordStoreOptions options, IClock clock, EventLog events)
    {
        this.options = options;
        this.clock = clock;
        this.events = events;
        room = new RecordRoom(options, events);
    }

    public bool IsBroken => Volatile.Read(ref isTold);

    public double UsedShare => room.UsedShare;

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
                    unwritten.Add(name);
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
            Close();
        }
    }

    /// <summary>Null when the disk does not take them.</summary>
    private List<StoredRecord>? TryWrite((NewRecord Record, long RecordedAt, long Id)[] records)
    {
        if (isTold && clock.NowNanoseconds - triedAt < options.Patience.Ticks * TimeSpan.NanosecondsPerTick)
        {
            return null;
        }

        // A damaged file is replaced at once: what was saved of it has to be known before anybody counts on from nothing.
        for (int attempt = 0; attempt < 2; attempt++)
        {
            try
            {
                return Write(records);
            }
            catch (Exception failure) when (DatabaseTroubles.IsOutside(failure) || failure is InvalidDataException)
            {
                triedAt = clock.NowNanoseconds;
                Tell(failure);
                Close();
                if (DatabaseTroubles.Of(failure) != DatabaseTrouble.Damaged || options.LeavesDamaged || !SetAside())
                {
                    // Setting aside may have waited itself: the next one who appends does not wait again at once.
                    triedAt = clock.NowNanoseconds;
                    return null;
                }
            }
        }

        return null;
    }

    private List<StoredRecord> Write((NewRecord Record, long RecordedAt, long Id)[] records)
    {
        List<StoredRecord> fresh = TryAppend(records) ?? Reopened().TryAppend(records) ?? throw new IOException($"{options.Path} is moved again and again");
        if (isTold)
        {
            Volatile.Write(ref isTold, false);
            isLossTold = false;
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

    /// <summary>Null when another process has set aside the file that is open here.</summary>
    private List<StoredRecord>? TryAppend((NewRecord Record, long RecordedAt, long Id)[] records)
    {
        RecordDatabase open = Open();
        foreach (string name in unwritten)
        {
            // What the file has already counts: it was away, and others know by it.
            secrets[name] = open.Secret(name, () => secrets[name]);
        }

        unwritten.Clear();
        room.Look(open.UsedBytes());
        // After those that were given in memory, whether they are still here or not.
        return open.Append([.. waiting, .. records.Select(one => (one.Record, one.RecordedAt, given + 1))], read);
    }

    private RecordStore Reopened()
    {
        Close();
        unwritten.UnionWith(secrets.Keys);
        return this;
    }

    private void Close()
    {
        database?.Dispose();
        database = null;
    }

    /// <summary>Never says no: people are called by what is recorded here, on disk or not.</summary>
    private List<StoredRecord> Keep((NewRecord Record, long RecordedAt, long Id)[] records)
    {
        List<StoredRecord> numbered = Number(records);
        if (waiting.Count + records.Length <= options.WaitingMaximum)
        {
            waiting.AddRange(records.Zip(numbered, (one, stored) => (one.Record, one.RecordedAt, stored.Id)));
        }
        else if (!isLossTold)
        {
            isLossTold = true;
            events.Error("incident-store", $"{waiting.Count} RECORDS WAIT FOR THE DISK ALREADY: what comes now is in memory only and lost with the process; make room at {options.Path}");
        }

        return numbered;
    }

    private List<StoredRecord> Number((NewRecord Record, long RecordedAt, long Id)[] records) =>
        [.. records.Select(one => new StoredRecord(++given, one.Record.Stream, one.Record.Kind, one.Record.HappenedAt, DateTimeOffset.FromUnixTimeMilliseconds(one.RecordedAt), one.Record.Body))];

    private RecordDatabase Open()
    {
        if (database is null)
        {
            // Before it is opened: if it is moved from then on, that is seen.
            movesTo = RecordRescue.NextPlace(options.Path!);
            database = RecordDatabase.Open(options.Path!, options.Bytes, movesTo);
        }

        return database;
    }

    private void Tell(Exception failure)
    {
        Problem = failure.Message;
        if (!isTold)
        {
            Volatile.Write(ref isTold, true);
            events.Error("incident-store", $"RECORDS OF INCIDENTS ARE NOT WRITTEN TO DISK, they go on in memory; traffic is not affected: {options.Path}: {failure.Message}");
        }
    }

    /// <summary>A damaged file stays for whoever wants to look at it; a new one is begun with what can be read of it.</summary>
    private bool SetAside()
    {
        try
        {
            unwritten.UnionWith(secrets.Keys);
            if (RecordRescue.Replace(options.Path!, movesTo, options.Bytes) is { } saved)
            {
                events.Error("incident-store", $"the damaged store of incidents was moved to {movesTo}; a new one is begun with the {saved} records that could be read");
            }

            return true;
        }
        catch (Exception failure) when (DatabaseTroubles.IsOutside(failure) || failure is InvalidDataException)
        {
            string where = File.Exists(options.Path) ? "could not be taken over, it stays where it is" : $"was copied, the damaged one was moved to {movesTo}, and the new one could not take its place yet";
            events.Error("incident-store", $"what the damaged store of incidents still has {where}: {failure.Message}");
            return false;
        }
    }
}
