namespace Holdfast.Telemetry.Series;

/// <summary>A class over all pools. Scratch of the recorder's thread.</summary>
internal sealed class ClassTotals(string name)
{
    private readonly SeriesSubject subject = new(SubjectKind.Class, name);
    private readonly Traffic traffic = new();
    private long queued;
    private bool isUsed;

    public void Clear()
    {
        traffic.Clear();
        queued = 0;
    }

    public void Add(ClassRecorder ofPool)
    {
        traffic.Add(ofPool.Traffic);
        queued += ofPool.Queued;
        isUsed |= ofPool.IsUsed;
    }

    public void Write(SecondWriter writer, double seconds)
    {
        if (isUsed && writer.Begin(subject) is { } series)
        {
            traffic.Write(series, SubjectKind.Class, seconds);
            series.Write(Signal.Queued, queued);
        }
    }
}
