namespace Holdfast.Telemetry.Series;

/// <summary>A class over all pools. Scratch of the recorder's thread.</summary>
internal sealed class ClassTotals(string name)
{
    private readonly SeriesSubject subject = new(SubjectKind.Class, name);
    private readonly Traffic traffic = new();
    private readonly TimesDelta wait = new();
    private readonly TimesDelta firstByte = new();
    private long queued;
    private long inFlight;
    private bool isUsed;

    public void Clear()
    {
        traffic.Clear();
        wait.Clear();
        firstByte.Clear();
        queued = inFlight = 0;
    }

    public void Add(ClassRecorder ofPool)
    {
        traffic.Add(ofPool.Traffic);
        wait.Add(ofPool.Wait);
        firstByte.Add(ofPool.FirstByte);
        queued += ofPool.Queued;
        inFlight += ofPool.InFlight;
        isUsed |= ofPool.IsUsed;
    }

    public void Write(SecondWriter writer, double seconds)
    {
        if (isUsed && writer.Begin(subject) is { } series)
        {
            traffic.Write(series, SubjectKind.Class, seconds);
            series.Write(Signal.Queued, queued);
            series.Write(Signal.InFlight, inFlight);
            TimesWriter.Write(series, wait, firstByte);
        }
    }
}
