using Holdfast.Foundation;

namespace Holdfast.Diagnosis.Detection;

/// <summary>A detector's memory of each subject. Subjects that are gone are forgotten, so that names which come and go cannot fill memory.</summary>
internal sealed class PerSubject<T>(Func<T> create)
    where T : class
{
    private const int SweepSeconds = 600;

    // Some hold one number, some seven windows whose values lie elsewhere.
    private const int AboutBytes = 300;

    private readonly Dictionary<SeriesSubject, Entry> entries = [];
    private long sweptAt;

    public T Of(SeriesSubject subject, long second)
    {
        if (second - sweptAt >= SweepSeconds)
        {
            Sweep(second);
        }

        if (!entries.TryGetValue(subject, out Entry? entry))
        {
            entries[subject] = entry = new Entry(create());
            LastingMemory.Note(AboutBytes);
        }

        entry.SeenAt = second;
        return entry.Value;
    }

    private void Sweep(long second)
    {
        sweptAt = second;
        foreach (SeriesSubject gone in entries.Where(entry => second - entry.Value.SeenAt >= SweepSeconds).Select(entry => entry.Key).ToList())
        {
            entries.Remove(gone);
        }
    }

    private sealed class Entry(T value)
    {
        public T Value { get; } = value;

        public long SeenAt { get; set; }
    }
}
