namespace Holdfast.Telemetry.Series;

/// <summary>The longer past, on disk, in steps. Any thread but those of the data plane: it waits for the disk.</summary>
public interface ISeriesArchive
{
    IReadOnlyList<SeriesSubject> Subjects(SubjectKind kind);

    /// <summary>Fills one point a step; none where nothing was observed or kept.</summary>
    /// <param name="stepSeconds">One of <see cref="StepsChunk.StepSeconds"/>.</param>
    /// <param name="fromSecond">A multiple of the step.</param>
    /// <returns>False when the subject is not known, or could not be read just now.</returns>
    bool Read(SeriesSubject subject, Signal signal, int stepSeconds, long fromSecond, Span<SeriesPoint> points);

    /// <summary>Fills the mean of each minute for several signals at once; NaN where nothing was observed or kept.</summary>
    /// <param name="fromSecond">A multiple of the minute.</param>
    /// <param name="means">A row for each signal, all of the same length.</param>
    ArchiveAnswer ReadMinutes(SeriesSubject subject, IReadOnlyList<Signal> signals, long fromSecond, double[][] means)
    {
        const int Minute = 60;
        bool isKnown = false;
        for (int row = 0; row < means.Length; row++)
        {
            SeriesPoint[] points = new SeriesPoint[means[row].Length];
            isKnown |= Read(subject, signals[row], Minute, fromSecond, points);
            for (int index = 0; index < points.Length; index++)
            {
                means[row][index] = points[index].Mean;
            }
        }

        return isKnown ? ArchiveAnswer.Read : ArchiveAnswer.Unknown;
    }
}
