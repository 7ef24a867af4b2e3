using System.Globalization;
using Holdfast.Agent.Trends;

namespace Holdfast.Agent.Findings;

/// <summary>When a value that falls along a line comes to nothing, and whether that may be said at all.</summary>
/// <param name="Earliest">With the steepest slope that is likely.</param>
/// <param name="Latest">With the flattest; null when that is beyond a year.</param>
internal sealed record Forecast(TimeSpan Likely, TimeSpan Earliest, TimeSpan? Latest)
{
    // Less is chance, or one job's work.
    private static readonly TimeSpan LeastSpan = TimeSpan.FromHours(1);
    private const int LeastPoints = 12;

    // A line is followed no farther than this many times the time that it was watched.
    private const double Reach = 4;

    // The last third must fall at least with this part of the slope: what has stopped or levels off is not going on.
    private const double StillGoing = 0.3;

    // Nights differ: lower than it has been before by a tenth.
    private const double Lower = 0.9;

    /// <summary>Null when the value does not fall, not surely, not any more, or will last longer than may be foreseen.</summary>
    public static Forecast? OfFall(TrendFit? fit, TimeSpan horizon)
    {
        if (fit is null || fit.Points < LeastPoints || fit.Span < LeastSpan || fit.PerSecond >= 0 || fit.High >= 0 || fit.RecentPerSecond > StillGoing * fit.PerSecond)
        {
            return null;
        }

        // Emptied once, it is emptied again, until it is lower than it was then.
        if (fit.LowestBeforeJump is { } lowest && fit.Last >= Lower * lowest)
        {
            return null;
        }

        double likely = fit.Last / -fit.PerSecond;
        double farthest = Math.Min(horizon.TotalSeconds, Reach * fit.Span.TotalSeconds);
        if (likely > farthest)
        {
            return null;
        }

        double latest = fit.Last / -fit.High;
        return new(TimeSpan.FromSeconds(likely), TimeSpan.FromSeconds(fit.Last / -fit.Low), latest > TimeSpan.FromDays(365).TotalSeconds ? null : TimeSpan.FromSeconds(latest));
    }

    /// <summary>"in 3 days (2.6 to 3.4)".</summary>
    public override string ToString()
    {
        (double unit, string name) = Likely.TotalHours >= 48 ? (86_400, "days") : Likely.TotalMinutes >= 120 ? (3600, "hours") : (60.0, "minutes");
        string latest = Latest is { } end ? Number(end, unit) : "a year";
        return $"in {Number(Likely, unit)} {name} ({Number(Earliest, unit)} to {latest})";
    }

    private static string Number(TimeSpan time, double unit)
    {
        double value = time.TotalSeconds / unit;
        return value.ToString(value < 9.95 ? "0.#" : "0", CultureInfo.InvariantCulture);
    }
}
