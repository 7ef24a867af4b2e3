namespace Holdfast.Diagnosis.Detection;

/// <summary>The usual weeks of one pool: what a new process cannot have seen yet. Immutable. Next: <see cref="ISeasonal.Adopt"/>.</summary>
public sealed class PastSeasons
{
    private readonly IReadOnlyDictionary<string, PastSeason> byDetector;

    internal PastSeasons(SeriesSubject pool, IReadOnlyDictionary<string, PastSeason> byDetector)
    {
        Pool = pool;
        this.byDetector = byDetector;
    }

    public SeriesSubject Pool { get; }

    /// <summary>So many detectors know a whole week.</summary>
    public int Whole => byDetector.Values.Count(static season => season.IsWhole);

    internal PastSeason? Of(string detector) => byDetector.GetValueOrDefault(detector);
}
