namespace Holdfast.Diagnosis.Evidence;

/// <summary>Since when signals have been other than they were. Keeps nothing.</summary>
internal static class Departures
{
    private const int OnsetErrorSeconds = 8;

    /// <summary>
    /// Since when something has been so that follows a configuration and never trouble: it cannot be an effect. The onset of the symptom is
    /// known to some seconds only, so what is seen that little later was there in time.
    /// </summary>
    public static long? SinceAtLatest(this Situation situation, long? left) => left <= situation.Onset + OnsetErrorSeconds ? Math.Min(left.Value, situation.Onset) : left;

    /// <summary>
    /// The first second in which a signal left what it was and stayed away for two of three; null when it never did. A little before the
    /// baseline's end too: a cause shows before its symptom.
    /// </summary>
    public static long? LeftAt(this Situation situation, SeriesSubject subject, ReadOnlySpan<Signal> signals, bool up = true) => situation.LeftAt([subject], signals, up);

    /// <summary>The same for several subjects added up, whose signals would be too thin alone.</summary>
    public static long? LeftAt(this Situation situation, IReadOnlyList<SeriesSubject> subjects, ReadOnlySpan<Signal> signals, bool up = true)
    {
        ReadOnlySpan<double> values = situation.Added(subjects, signals);
        Level level = situation.LevelOf(values);
        if (!level.IsKnown)
        {
            return null;
        }

        double before = double.IsNaN(level.Before) ? 0 : level.Before;
        double margin = Math.Max(0.2 * before, double.IsNaN(level.Spread) ? 0 : 3 * level.Spread);
        int over = 0;
        long first = 0;
        for (long second = situation.Looked(Math.Max(situation.Onset - 30, situation.BeforeFrom)); second <= situation.Now; second = situation.Looked(second + 1))
        {
            double value = values[situation.PlaceOf(second)];
            value = double.IsNaN(value) ? 0 : value;
            bool isOver = up ? value > before + margin : value < before - margin;
            first = isOver && over == 0 ? second : first;
            over = isOver ? over + 1 : Math.Max(0, over - 1);
            if (over >= 2)
            {
                return first;
            }
        }

        return null;
    }
}
