using System.Globalization;
using Holdfast.Foundation;
using Holdfast.Storage.Findings;
using Holdfast.Telemetry;
using Holdfast.Telemetry.Series;

namespace Holdfast.Storage.Series;

/// <summary>
/// Keeps series and changes on disk, on a thread of its own that nobody waits for. Whatever happens to the disk, recording goes on in
/// memory: a line in the log says what is wrong, and it is tried again. Next: <see cref="SeriesWriter"/>.
/// </summary>
public sealed class SeriesStore : IDisposable
{
    private static readonly TimeSpan SignEvery = TimeSpan.FromSeconds(1);

    private readonly SeriesStoreOptions options;
    private readonly IClock clock;
    private readonly EventLog events;
    private readonly ChangeLog changes;
    private readonly SeriesMemory memory;
    private readonly SeriesWriter writer;
    private readonly LifeSign sign;
    private readonly ManualResetEventSlim stopping = new();
    private readonly Thread thread;
    private SeriesDatabase? database;
    private long bound;
    private bool isTold;
    private bool isNearTold;

    public SeriesStore(SeriesStoreOptions options, SeriesMemory memory, ChangeLog changes, IClock clock, EventLog events)
    {
        this.options = options;
        this.memory = memory;
        bound = options.Bytes ?? SeriesBound.Least;
        this.changes = changes;
        this.clock = clock;
        this.events = events;
        SeriesArchive archive = new(options.Path);
        Archive = archive;
        Findings = new FindingLog(archive.FindingAt);
        writer = new SeriesWriter(memory, changes, Findings);
        sign = new LifeSign(options.Path);
        thread = new Thread(Run) { Name = "series-store", IsBackground = true };
    }

    /// <summary>What is on disk, for queries.</summary>
    public ISeriesArchive Archive { get; }

    /// <summary>What the diagnosis says is kept beside the series.</summary>
    public FindingLog Findings { get; }

    /// <summary>Writes fail at the moment; memory goes on.</summary>
    public bool IsBroken => Volatile.Read(ref isTold);

    /// <summary>Reads what an earlier process has left, then begins to write. Waits for the disk: not on the way of the first request.</summary>
    public void Start()
    {
        Try(() =>
        {
            database = SeriesDatabase.Open(options.Path, bound);
            long now = clock.UtcNow.ToUnixTimeSeconds();
            long last = writer.Restore(database, now);
            writer.Begin(last);
            TellOfGap(last, now);
            IsAlive();
        });
        thread.Start();
    }

    /// <summary>Writes what is new; what fails is told and tried again.</summary>
    public void Write() => Try(() =>
    {
        database ??= SeriesDatabase.Open(options.Path, bound);
        KeepWithin(database);
        writer.Write(database);
        if (isTold)
        {
            Volatile.Write(ref isTold, false);
            events.Information("series-store", "the series are written to disk again");
        }
    });

    /// <summary>Once a second: whoever starts next knows until when this one was there.</summary>
    internal void IsAlive() => sign.Set(clock.UtcNow);

    public void Dispose()
    {
        stopping.Set();
        if (thread.IsAlive)
        {
            thread.Join();
        }

        database?.Dispose();
        stopping.Dispose();
    }

    private void KeepWithin(SeriesDatabase kept)
    {
        long used = kept.UsedBytes();
        if (options.Bytes is null)
        {
            bound = SeriesBound.Of(memory.Subjects(SubjectKind.Server).Count, used, SeriesBound.FreeAt(options.Path));
            kept.Bound(bound);
        }

        if (used > bound * 9 / 10 && kept.ForgetOldest())
        {
            events.Information("series-store", $"the store of the series has come near its bound of {bound >> 20} MiB: the oldest steps were dropped");
        }
        else if (used > bound * 8 / 10 && !isNearTold)
        {
            isNearTold = true;
            events.Warning("series-store",
                $"the store of the series has {used >> 20} of {bound >> 20} MiB: past nine tenths the oldest steps go before their sixty days are over; it grows with the "
                + $"servers up to a quarter of what the disk has free: {options.Path}");
        }

        isNearTold &= used > bound * 7 / 10;
    }

    private void Run()
    {
        TimeSpan waited = TimeSpan.Zero;
        while (!stopping.Wait(SignEvery))
        {
            IsAlive();
            waited += SignEvery;
            if (waited >= (IsBroken ? options.Patience : options.Interval))
            {
                waited = TimeSpan.Zero;
                Write();
            }
        }

        Write();
    }

    private void Try(Action work)
    {
        try
        {
            work();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Tell(failure);
            database?.Dispose();
            database = null;
            if (DatabaseTroubles.Of(failure) == DatabaseTrouble.Damaged)
            {
                SetAside();
            }
        }
    }

    private void Tell(Exception failure)
    {
        if (isTold)
        {
            return;
        }

        Volatile.Write(ref isTold, true);
        string why = DatabaseTroubles.IsOutside(failure) || failure is InvalidDataException ? failure.Message : failure.ToString();
        events.Error("series-store", $"THE SERIES ARE NOT WRITTEN TO DISK, they go on in memory; traffic is not affected: {options.Path}: {why}");
    }

    /// <summary>A damaged file stays for whoever wants to look at it; a new one is begun.</summary>
    private void SetAside()
    {
        try
        {
            File.Move(options.Path, options.Path + ".damaged", overwrite: true);
            File.Delete(options.Path + "-wal");
            File.Delete(options.Path + "-shm");
            events.Warning("series-store", $"the damaged store was moved to {options.Path}.damaged; a new one is begun");
        }
        catch (Exception failure) when (DatabaseTroubles.IsOutside(failure))
        {
            events.Warning("series-store", $"the damaged store could not be moved away: {failure.Message}");
        }
    }

    private void TellOfGap(long last, long now)
    {
        string what = last < 0 ? "the gateway started" : $"the gateway started; nothing was recorded for {Math.Max(0, now - last)} s";
        if (last >= 0 && now - last > 1 && !options.TakesOver)
        {
            Findings.Add(new FindingRow(last + 1, FindingKind.Unwatched, []));
        }

        // Programs read the times, people the sentence. What was recorded last may be some seconds older than the process became.
        string? before = last < 0 ? null : DateTimeOffset.FromUnixTimeSeconds(Math.Max(last, Math.Min(now, sign.Last ?? last))).ToString("O", CultureInfo.InvariantCulture);
        changes.Add(ChangeKind.Restart, "gateway", what, "gateway", before, before is null ? null : DateTimeOffset.FromUnixTimeSeconds(now).ToString("O", CultureInfo.InvariantCulture));
    }
}
