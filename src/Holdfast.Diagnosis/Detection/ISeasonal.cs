namespace Holdfast.Diagnosis.Detection;

/// <summary>A detector that knows hours of the week, and can be told what they were before this process. One thread.</summary>
internal interface ISeasonal
{
    /// <summary>The detector's.</summary>
    string Name { get; }

    /// <summary>What is compared with its season; NaN when there is nothing to go by.</summary>
    double Seasonal(SecondView view, SeriesSubject pool);

    void Adopt(SeriesSubject pool, PastSeason past);
}
