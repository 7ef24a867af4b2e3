namespace Holdfast.Telemetry.Series;

/// <summary>The longer past, on disk, in steps. Any thread but those of the data plane: it waits for the disk.</summary>
public interface ISeriesArchive
{
    IReadOnlyList<SeriesSubject> Subjects(SubjectKind kind);

    /// <summary>Fills one point a step; none where nothing was observed or kept.</summary>
    /// <param name="stepSeconds">One of <see cref="StepsChunk.StepSeconds"/>.</param>
    /// <param name="fromSecond">A multiple of the step.</param>
    /// <returns>False when the subject is not known.</returns>
    bool Read(SeriesSubject subject, Signal signal, int stepSeconds, long fromSecond, Span<SeriesPoint> points);
}
