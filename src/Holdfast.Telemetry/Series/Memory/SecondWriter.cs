namespace Holdfast.Telemetry.Series;

/// <summary>One second that is being written, under the lock of <see cref="SeriesMemory"/>.</summary>
internal readonly struct SecondWriter(SeriesMemory memory, long second)
{
    public long Second => second;

    /// <summary>Where the subject's values of this second go; null when it has some already or there is no room for it.</summary>
    public SubjectSeries? Begin(SeriesSubject subject) => memory.Open(subject) is { } series && series.TryBegin(second) ? series : null;
}
