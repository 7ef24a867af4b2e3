namespace Holdfast.Diagnosis.Detection;

/// <summary>
/// A cumulative sum over what season and level do not explain: small shifts that last add up, large ones fire within seconds. The season
/// has a bin for each hour of the week; the level follows slowly, and not at all while something is wrong.
/// </summary>
internal sealed class SeasonalCusum(double spreadFloor, bool bothSides)
{
    // Reference value and threshold in standard deviations. Independent noise would need 8 for a false alarm in 77 weeks; real traffic's
    // noise has a memory, and 14 is what the replayed weeks ask for (docs/design/0006-detection-and-diagnosis.md).
    private const double Slack = 1;
    private const double Threshold = 14;

    // Below it the sum is noise that has not drained yet; when it passes it for the last time is when a shift began.
    private const double Noticeable = 2;

    // A saturated sum would take half a minute to drain: with so many seconds that mean hardly more than usual it is halved each second.
    private const int BackSeconds = 5;
    private const double BackMean = 0.25;

    // One absurd second must not fire alone.
    private const double LargestStep = 5;

    private const int LearnSeconds = 60;
    private const int LevelSeconds = 300;
    private const int SpreadSeconds = 600;

    // A shift that has lasted so long is the new level.
    private const int FreezeSeconds = 600;

    // The mean absolute deviation of a normal distribution is 0.8 of its standard deviation.
    private const double DeviationsPerAbsolute = 1.25;

    private readonly HourOfWeek season = new();
    private readonly Rolling steps = new(BackSeconds);
    private double level;
    private double spread;
    private int seen;
    private double up;
    private double down;
    private long upBegan;
    private long downBegan;

    public double Severity => Math.Max(up, down) / Threshold;

    /// <summary>When the sum that is largest now began to grow.</summary>
    public long Began => up >= down ? upBegan : downBegan;

    /// <summary>What season and level expect now, in the transformed unit.</summary>
    public double Expected { get; private set; }

    /// <summary>Whether it has been told what was usual before this process.</summary>
    public bool HasPast { get; private set; }

    public void Adopt(PastSeason past)
    {
        HasPast = true;
        season.Adopt(past);
    }

    /// <param name="isInTrouble">Trouble is declared: whoever knows no usual level yet does not learn one from it.</param>
    public void Add(long second, double value, bool isInTrouble)
    {
        if (isInTrouble && seen < LearnSeconds)
        {
            return;
        }

        double offset = season.Offset(second, value, out double rebase);
        level -= rebase;
        Expected = level + offset;
        double residual = value - Expected;
        seen = Math.Min(seen + 1, int.MaxValue - 1);
        if (seen > LearnSeconds)
        {
            double step = Math.Clamp(residual / Math.Max(spread * DeviationsPerAbsolute, spreadFloor), -LargestStep, LargestStep);
            steps.Add(step);
            up = Next(up, step - Slack, ref upBegan, second) * (steps.IsFull && steps.Mean < BackMean ? 0.5 : 1);
            down = bothSides ? Next(down, -step - Slack, ref downBegan, second) * (steps.IsFull && steps.Mean > -BackMean ? 0.5 : 1) : 0;
        }

        if (Severity < 0.5 || second - Began > FreezeSeconds)
        {
            level += residual / Math.Min(seen, LevelSeconds);
            spread += (Math.Abs(residual) - spread) / Math.Min(seen, SpreadSeconds);
        }
    }

    // Bounded, so that a long outage is forgotten as fast as a short one.
    private static double Next(double sum, double step, ref long began, long second)
    {
        double next = Math.Clamp(sum + step, 0, 2 * Threshold);
        if (sum < Noticeable && next >= Noticeable)
        {
            began = second;
        }

        return next;
    }
}
