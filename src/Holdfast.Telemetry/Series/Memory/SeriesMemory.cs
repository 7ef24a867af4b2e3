using Holdfast.Foundation;

namespace Holdfast.Telemetry.Series;

/// <summary>
/// The series of the recent past in memory, second by second: 2 hours, of servers 15 minutes. One thread writes a second at a time,
/// any thread reads (locks, but the data plane never comes here). Next: <see cref="SubjectSeries"/>, <see cref="SeriesColumn"/>.
/// </summary>
public sealed class SeriesMemory : ISeriesReader
{
    private readonly Lock gate = new();
    private readonly SeriesLimits limits;
    private readonly BlockStore blocks = new();
    private readonly Dictionary<SeriesSubject, SubjectSeries> subjects = [];

    // By kind; asked for several times a second and seldom another one. Never changed once given away.
    private readonly SeriesSubject[]?[] lists = new SeriesSubject[Enum.GetValues<SubjectKind>().Length][];
    private long newest = long.MinValue;
    private long oldest = long.MaxValue;
    private int sweptPart;

    public SeriesMemory(SeriesLimits? limits = null) => this.limits = limits ?? new();

    public long OldestSecond
    {
        get
        {
            lock (gate)
            {
                return oldest == long.MaxValue ? 0 : Math.Max(oldest, newest - limits.Seconds + 1);
            }
        }
    }

    public long NewestSecond
    {
        get
        {
            lock (gate)
            {
                return oldest == long.MaxValue ? -1 : newest;
            }
        }
    }

    /// <summary>What the series take now, in bytes.</summary>
    public long Bytes
    {
        get
        {
            lock (gate)
            {
                return Measure();
            }
        }
    }

    public IReadOnlyList<SeriesSubject> Subjects(SubjectKind kind)
    {
        lock (gate)
        {
            return lists[(int)kind] ??= [.. subjects.Keys.Where(subject => subject.Kind == kind)];
        }
    }

    /// <summary>Signals of the subject that were observed; empty when it is not known.</summary>
    public IReadOnlyList<Signal> SignalsOf(SeriesSubject subject)
    {
        lock (gate)
        {
            return subjects.TryGetValue(subject, out SubjectSeries? series) ? [.. series.Signals] : [];
        }
    }

    public bool Read(SeriesSubject subject, Signal signal, long fromSecond, Span<double> values)
    {
        // Two minutes at a time: the codes of two hours would be too much for the stack.
        Span<ushort> codes = stackalloc ushort[BlockStore.BlockSeconds];
        bool known = false;
        for (int done = 0; done < values.Length; done += codes.Length)
        {
            Span<ushort> part = codes[..Math.Min(codes.Length, values.Length - done)];
            known |= ReadCodes(subject, signal, fromSecond + done, part);
            for (int index = 0; index < part.Length; index++)
            {
                values[done + index] = CompactNumber.ToDouble(part[index]);
            }
        }

        return known;
    }

    /// <summary>As <see cref="Read"/>, without expanding the codes.</summary>
    internal bool ReadCodes(SeriesSubject subject, Signal signal, long fromSecond, Span<ushort> codes)
    {
        lock (gate)
        {
            if (fromSecond < 0 || !subjects.TryGetValue(subject, out SubjectSeries? series))
            {
                codes.Fill(CompactNumber.NaN);
                return false;
            }

            // A ring holds parts as a whole: what is past its time, but not overwritten yet, is not shown.
            bool known = series.Read(signal, fromSecond, codes);
            long first = Math.Max(OldestOf(series), 0);
            if (fromSecond < first)
            {
                codes[..(int)Math.Min(codes.Length, first - fromSecond)].Fill(CompactNumber.NaN);
            }

            return known;
        }
    }

    /// <summary>Runs the work with the subject held still; false when it is not known. Short work only: the recorder waits.</summary>
    internal bool Use(SeriesSubject subject, Func<SubjectSeries, bool> work)
    {
        lock (gate)
        {
            return subjects.TryGetValue(subject, out SubjectSeries? series) && work(series);
        }
    }

    /// <summary>Writes a second that was recorded before, for subjects that have nothing as new yet.</summary>
    internal void Restore(long second, Action<SecondWriter> write)
    {
        lock (gate)
        {
            Put(second, write);
        }
    }

    /// <summary>Writes one second. Seconds must come in order; where the clock was set back, recording goes on when it has caught up.</summary>
    /// <param name="write">Is given the place for each subject by <see cref="SecondWriter.Begin"/>.</param>
    internal bool Write(long second, Action<SecondWriter> write)
    {
        lock (gate)
        {
            if (second <= newest)
            {
                return false;
            }

            Put(second, write);
            return true;
        }
    }

    /// <summary>Under the lock. Null when there is no room for another subject.</summary>
    internal SubjectSeries? Open(SeriesSubject subject)
    {
        if (subjects.TryGetValue(subject, out SubjectSeries? series))
        {
            return series;
        }

        if (subjects.Count >= limits.Subjects || (subject.Kind == SubjectKind.Client && !MakeRoomForClient()))
        {
            return null;
        }

        series = new SubjectSeries(subject, limits.SecondsOf(subject.Kind), blocks);
        subjects.Add(subject, series);
        lists[(int)subject.Kind] = null;
        LastingMemory.Note(SubjectSeries.ObjectBytes);
        return series;
    }

    private void Put(long second, Action<SecondWriter> write)
    {
        write(new SecondWriter(this, second));
        newest = Math.Max(newest, second);
        oldest = Math.Min(oldest, second);
        Sweep((int)(newest / BlockStore.BlockSeconds));
    }

    private long OldestOf(SubjectSeries series) => Math.Max(oldest, newest - series.Seconds + 1);

    private bool MakeRoomForClient()
    {
        List<SubjectSeries> clients = [.. subjects.Values.Where(one => one.Subject.Kind == SubjectKind.Client)];
        if (clients.Count >= limits.Clients)
        {
            Remove(clients.MinBy(one => one.NewestSecond)!);
        }

        return limits.Clients > 0;
    }

    private void Remove(SubjectSeries series)
    {
        series.FreeBefore(int.MaxValue);
        subjects.Remove(series.Subject);
        lists[(int)series.Subject.Kind] = null;
    }

    /// <summary>Once for each part: forgets subjects that have been gone for as long as they are kept, and keeps to the bound.</summary>
    private void Sweep(int part)
    {
        if (part == sweptPart)
        {
            return;
        }

        sweptPart = part;
        foreach (SubjectSeries series in subjects.Values.Where(one => one.NewestSecond < newest - one.Seconds).ToList())
        {
            Remove(series);
        }

        long bytes = Measure();
        while (bytes > limits.Bytes && oldest < newest - BlockStore.BlockSeconds)
        {
            // The oldest part of all subjects goes.
            int next = (int)(Math.Max(oldest, newest - limits.Seconds) / BlockStore.BlockSeconds) + 1;
            oldest = (long)next * BlockStore.BlockSeconds;
            foreach (SubjectSeries series in subjects.Values)
            {
                series.FreeBefore(next);
            }

            bytes = Measure();
        }
    }

    private long Measure() => blocks.UsedBytes + subjects.Values.Sum(series => series.Bytes);
}
