namespace Holdfast.Diagnosis.Tests.Detection;

/// <summary>An archive whose disk does not answer for some readings.</summary>
internal sealed class BusyArchive(ISeriesArchive archive, Func<int, bool> isBusy) : ISeriesArchive
{
    public int Readings { get; private set; }

    public IReadOnlyList<SeriesSubject> Subjects(SubjectKind kind) => archive.Subjects(kind);

    public bool Read(SeriesSubject subject, Signal signal, int stepSeconds, long fromSecond, Span<SeriesPoint> points) => archive.Read(subject, signal, stepSeconds, fromSecond, points);

    public ArchiveAnswer ReadMinutes(SeriesSubject subject, IReadOnlyList<Signal> signals, long fromSecond, double[][] means) =>
        isBusy(Readings++) ? ArchiveAnswer.Unreadable : archive.ReadMinutes(subject, signals, fromSecond, means);
}
