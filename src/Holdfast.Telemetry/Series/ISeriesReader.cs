namespace Holdfast.Telemetry.Series;

/// <summary>The second-by-second record of the recent past. Any thread; costs the workers nothing.</summary>
public interface ISeriesReader
{
    /// <summary>Unix second (UTC) of the oldest value that any subject may have.</summary>
    long OldestSecond { get; }

    /// <summary>Unix second of the newest values; it is complete. Below <see cref="OldestSecond"/> before the first.</summary>
    long NewestSecond { get; }

    IReadOnlyList<SeriesSubject> Subjects(SubjectKind kind);

    /// <summary>Fills one value a second. NaN where nothing was observed: out of range, a gap, or times of a second without requests.</summary>
    /// <returns>False for a subject or signal that was never observed; the values are all NaN then.</returns>
    bool Read(SeriesSubject subject, Signal signal, long fromSecond, Span<double> values);
}
