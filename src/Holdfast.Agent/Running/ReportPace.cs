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

    // Once a minute at the shortest interval: trends need their points.
    public const double MostStretch = 12;

    private TimeSpan away = Least;

    /// <summary>How many times longer than it is asked to it waits. The gateway is told, or it would take the pause for silence.</summary>
    public double Stretch { get; private set; } = 1;

    /// <summary>The pause between two reports, but for its jitter.</summary>
    public static TimeSpan Stretched(double intervalSeconds, double stretch) =>
        TimeSpan.FromSeconds(Math.Min(Math.Clamp(intervalSeconds, Least.TotalSeconds, Most.TotalSeconds) * stretch, Most.TotalSeconds));

    public TimeSpan AfterAnswer(double intervalSeconds)
    {
        away = Least;
        return Spread(Stretched(double.IsFinite(intervalSeconds) ? intervalSeconds : Least.TotalSeconds, Stretch));
    }

    /// <param name="wish">What the gateway said with its refusal.</param>
    public TimeSpan AfterFailure(TimeSpan? wish)
    {
        TimeSpan wait = away;
        away = TimeSpan.FromSeconds(Math.Min(2 * away.TotalSeconds, MostWhileAway.TotalSeconds));
        return Spread(wish > wait && wish < Most ? wish.Value : wait * Stretch);
    }

    /// <summary>Once a minute: what the agent took of one processor.</summary>
    public void NoteCost(double share)
    {
        Stretch = share > Budget ? Math.Min(MostStretch, Stretch * Math.Max(1.5, share / Budget)) : Math.Max(1, Stretch * 0.8);
    }

    // A quarter around: a thousand agents that lost the same gateway must not come back at the same moment.
    private TimeSpan Spread(TimeSpan wait) => TimeSpan.FromSeconds(Math.Min(wait.TotalSeconds, Most.TotalSeconds) * (0.875 + (0.25 * random.NextDouble())));
}
