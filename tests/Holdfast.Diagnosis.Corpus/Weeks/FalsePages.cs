namespace Holdfast.Diagnosis.Corpus.Weeks;

/// <summary>How often people are called, and how often something is suspected, while all is well.</summary>
internal sealed record FalsePages(double Weeks, int Pages, int Suspicions, IReadOnlyDictionary<string, int> Reasons)
{
    // A Monday, so that the days have their names.
    private const long Start = 1_900_022_400;
    private const int SecondsPerWeek = 7 * 86_400;

    public double PagesPerWeek => Pages / Weeks;

    public double SuspicionsPerWeek => Suspicions / Weeks;

    /// <param name="afterWeek">Hears of each week that is over: many take an hour, and one that is cut off has shown something, too.</param>
    public static FalsePages Count(double weeks, ulong seed, Action<FalsePages>? afterWeek = null)
    {
        LatestSecond series = new();
        CalmService service = new(series, seed);
        DetectionWatch watch = new(series, DiagnosisSettings.Default);
        Dictionary<string, int> reasons = new(StringComparer.Ordinal);
        (int pages, int suspicions) = (0, 0);
        DetectionState before = DetectionState.Normal;
        long step = 0;
        for (long second = 0; second < (long)(weeks * SecondsPerWeek); second++)
        {
            // The clock is set once a week, forth and back in turn.
            step += second % SecondsPerWeek == 3 * 86_400 ? (second / SecondsPerWeek % 2 == 0 ? 4 : -4) : 0;
            service.Step(Start + second + step);
            watch.CatchUp();
            if (watch.State > before)
            {
                pages += watch.State == DetectionState.Declared ? 1 : 0;
                suspicions += before == DetectionState.Normal ? 1 : 0;
                string reason = string.Join('+', watch.Active.Where(anomaly => anomaly.Consequence == Consequence.Pages || watch.State != DetectionState.Declared).Select(anomaly => anomaly.Detector).Distinct());
                reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
            }

            before = watch.State;
            if ((second + 1) % SecondsPerWeek == 0)
            {
                afterWeek?.Invoke(new FalsePages((second + 1.0) / SecondsPerWeek, pages, suspicions, reasons));
            }
        }

        return new FalsePages(weeks, pages, suspicions, reasons);
    }
}
