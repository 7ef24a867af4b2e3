using Holdfast.Storage.Findings;
using Holdfast.Telemetry.Series;

namespace Holdfast.Storage.Series;

/// <summary>
/// What is to be written when: seconds as they come, steps when their ten minutes or their hour are over, changes. Memory is the buffer: what
/// could not be written is tried again as long as it is there. Thread of the store only.
/// </summary>
internal sealed class SeriesWriter
{
    private const int FineStep = 10;
    private const int CoarseStep = 60;
    private const int FineSpan = StepsChunk.Steps * FineStep;
    private const int CoarseSpan = StepsChunk.Steps * CoarseStep;

    // Written at once: readers of the recorder's lock and of the disk get their turn in between.
    private const int ChunksAtOnce = 64;

    private readonly SeriesMemory memory;
    private readonly ChangeLog changes;
    private readonly FindingLog findings;
    private readonly SeriesRetention retention = new();
    private long writtenSecond = -1;
    private long writtenChange;
    private long fineUntil;
    private long coarseUntil;
    private long forgottenMinute;

    public SeriesWriter(SeriesMemory memory, ChangeLog changes, FindingLog findings)
    {
        this.memory = memory;
        this.changes = changes;
        this.findings = findings;
    }

    /// <summary>Reads what an earlier process has left.</summary>
    /// <returns>The last second that it recorded; -1 when there is none.</returns>
    public long Restore(SeriesDatabase database, long nowSecond)
    {
        // What was recorded last is looked for however long ago that is: only so the time without a gateway is known.
        long last = database.NewestSeconds() is > 0 and var newest ? Math.Min(newest, nowSecond) : nowSecond;
        foreach (byte[] chunk in database.Seconds(last - retention.Seconds))
        {
            SecondsChunk.TryRead(chunk, memory);
        }

        List<ChangeEvent> earlier = database.Changes(ChangeLog.EventsMaximum);
        changes.Restore(earlier);
        fineUntil = database.NewestSteps(FineStep) is > 0 and var fine ? fine + FineSpan : 0;
        coarseUntil = database.NewestSteps(CoarseStep) is > 0 and var coarse ? coarse + CoarseSpan : 0;
        FinishFine(database, nowSecond);
        return memory.NewestSecond;
    }

    /// <summary>The ten minutes in which the earlier process ended, when they are over: the first new second may push theirs out of memory.</summary>
    private void FinishFine(SeriesDatabase database, long nowSecond)
    {
        if (memory.NewestSecond is >= 0 and var last)
        {
            WriteFine(database, Math.Min(nowSecond, (last / FineSpan * FineSpan) + FineSpan));
        }
    }

    /// <summary>What is in memory and was written before this process, or by it, needs no writing.</summary>
    public void Begin(long writtenSecond) => this.writtenSecond = writtenSecond;

    public void Write(SeriesDatabase database)
    {
        long newest = memory.NewestSecond;
        WriteNew(database, newest);
        WriteFindings(database);
        WriteFine(database, newest);
        WriteCoarse(database, newest);
        if (newest / 60 > forgottenMinute)
        {
            forgottenMinute = newest / 60;
            database.Write(() => database.Forget(retention, newest));
        }
    }

    private void WriteNew(SeriesDatabase database, long newest)
    {
        long from = Math.Max(writtenSecond + 1, memory.OldestSecond);
        IReadOnlyList<ChangeEvent> events = changes.After(writtenChange);
        while (from <= newest || events.Count > 0)
        {
            int seconds = (int)Math.Clamp(newest - from + 1, 0, SecondsChunk.SecondsMaximum);
            database.Write(() => WriteNew(database, from, seconds, events));
            writtenSecond = Math.Max(writtenSecond, from + seconds - 1);
            writtenChange = events.Count > 0 ? events[^1].Id : writtenChange;
            from += seconds;
            events = [];
        }
    }

    private void WriteNew(SeriesDatabase database, long from, int seconds, IReadOnlyList<ChangeEvent> events)
    {
        foreach (bool servers in (bool[])[false, true])
        {
            if (seconds > 0 && SecondsChunk.Write(memory, servers, from, seconds) is { } chunk)
            {
                database.PutSeconds(servers, from, chunk);
            }
        }

        foreach (ChangeEvent change in events)
        {
            database.PutChange(change);
        }
    }

    private void WriteFindings(SeriesDatabase database)
    {
        IReadOnlyList<FindingRow> rows = findings.Unwritten();
        if (rows.Count == 0)
        {
            return;
        }

        database.Write(() =>
        {
            foreach (FindingRow row in rows)
            {
                database.PutFinding(row);
            }
        });
        findings.Written(rows[^1]);
    }

    /// <summary>Ten minutes in steps of ten seconds, once they are over.</summary>
    private void WriteFine(SeriesDatabase database, long newest)
    {
        long start = Math.Max(fineUntil, memory.OldestSecond / FineSpan * FineSpan);
        for (; newest >= 0 && start + FineSpan <= newest; start += FineSpan)
        {
            foreach (SeriesSubject[] some in Enum.GetValues<SubjectKind>().Where(kind => kind != SubjectKind.Client).SelectMany(memory.Subjects).Chunk(ChunksAtOnce))
            {
                database.Write(() =>
                {
                    foreach (SeriesSubject subject in some)
                    {
                        if (StepsChunk.Write(memory, subject, start) is { } chunk)
                        {
                            database.PutSteps(FineStep, start, subject, chunk);
                        }
                    }
                });
            }

            fineUntil = start + FineSpan;
        }
    }

    /// <summary>An hour in steps of a minute, from the finer ones, so that it does not matter when the process began.</summary>
    private void WriteCoarse(SeriesDatabase database, long newest)
    {
        long latest = Math.Min(fineUntil, newest) / CoarseSpan * CoarseSpan;
        if (coarseUntil == 0)
        {
            coarseUntil = Math.Max(0, latest - CoarseSpan);
        }

        for (; coarseUntil < latest; coarseUntil += CoarseSpan)
        {
            long start = coarseUntil;
            foreach (SeriesSubject[] some in database.SubjectsOf(FineStep, start, start + CoarseSpan).Chunk(ChunksAtOnce))
            {
                database.Write(() =>
                {
                    foreach (SeriesSubject subject in some)
                    {
                        byte[]?[] fine = [.. Enumerable.Range(0, CoarseSpan / FineSpan).Select(part => database.Steps(FineStep, start + (part * FineSpan), subject))];
                        if (StepsChunk.Merge(fine) is { } chunk)
                        {
                            database.PutSteps(CoarseStep, start, subject, chunk);
                        }
                    }
                });
            }

            database.ForgetSubjects();
        }
    }
}
