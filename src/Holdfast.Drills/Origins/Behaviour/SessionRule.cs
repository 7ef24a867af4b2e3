namespace Holdfast.Drills;

/// <summary>
/// A host of long sessions (terminals, sandboxes): good up to <paramref name="Good"/>, slower and slower above, dead past the end.
/// </summary>
/// <param name="Good">Sessions that it holds well.</param>
/// <param name="DeathRatio">It dies with more than this many times <paramref name="Good"/>.</param>
/// <param name="SlowRatio">It is slow with more than this many times <paramref name="Good"/>.</param>
public readonly record struct SessionRule(int Good, double DeathRatio, double SlowRatio)
{
    /// <summary>At the edge of death everything takes this many times as long: users notice, health checks still pass.</summary>
    public const double SlownessAtDeath = 10;

    public bool IsDeadly(int sessions) => sessions > Good * DeathRatio;

    /// <summary>How many times longer everything takes: 1 up to the slow mark, then in a straight line up to <see cref="SlownessAtDeath"/>.</summary>
    public double Slowdown(int sessions)
    {
        double slow = Good * SlowRatio;
        double over = sessions - slow;
        if (over <= 0)
        {
            return 1;
        }

        double span = (Good * DeathRatio) - slow;
        return span <= 0 ? SlownessAtDeath : 1 + ((SlownessAtDeath - 1) * Math.Min(1, over / span));
    }
}
