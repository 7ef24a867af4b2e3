using Holdfast.Foundation;

namespace Holdfast.Agent.Running;

/// <summary>
/// When to look and report again: as the gateway says, slower while it is away, and slower when the agent itself takes more than its
/// budget. One thread.
/// </summary>
internal sealed class ReportPace(SeededRandom random)
{
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan Most = TimeSpan.FromMinutes(5);

    // While the gateway is away: trends need their points, and its return is to be noticed soon.
    private static readonly TimeSpan MostWhileAway = TimeSpan.FromMinutes(1);

    // Of one processor: what nobody misses.
    private const double Budget = 0.005;

    private TimeSpan asked = Least;
    private TimeSpan away = Least;
    private double stretch = 1;

    public TimeSpan AfterAnswer(double intervalSeconds)
    {
        away = Least;
        asked = double.IsFinite(intervalSeconds) ? TimeSpan.FromSeconds(Math.Clamp(intervalSeconds, Least.TotalSeconds, Most.TotalSeconds)) : Least;
        return Spread(asked * stretch);
    }

    /// <param name="wish">What the gateway said with its refusal.</param>
    public TimeSpan AfterFailure(TimeSpan? wish)
    {
        TimeSpan wait = away;
        away = TimeSpan.FromSeconds(Math.Min(2 * away.TotalSeconds, MostWhileAway.TotalSeconds));
        return Spread(wish > wait && wish < Most ? wish.Value : wait * stretch);
    }

    /// <summary>Once a minute: what the agent took of one processor.</summary>
    public void NoteCost(double share)
    {
        stretch = share > Budget ? Math.Min(12, stretch * Math.Max(1.5, share / Budget)) : Math.Max(1, stretch * 0.8);
    }

    // A quarter around: a thousand agents that lost the same gateway must not come back at the same moment.
    private TimeSpan Spread(TimeSpan wait) => TimeSpan.FromSeconds(Math.Min(wait.TotalSeconds, Most.TotalSeconds) * (0.875 + (0.25 * random.NextDouble())));
}
