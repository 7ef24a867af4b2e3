using Holdfast.Diagnosis.Evidence;

namespace Holdfast.Diagnosis.Ranking;

/// <summary>Whether users notice, and what. Without harm nothing is blamed.</summary>
internal static class Harm
{
    private const double LeastShare = 0.01;
    private const double LeastCount = 5;
    private const int RecentSeconds = 10;
    private const int PresentSeconds = 3;
    private const double SlowerBy = 2;
    private const double SlowerBySeconds = 0.03;

    /// <summary>Null when nobody is hurt.</summary>
    public static string? Of(Situation situation)
    {
        (long from, long to) = (Math.Max(situation.Onset, situation.Now - RecentSeconds), situation.Now);
        double offered = situation.Sum(situation.Pool, [Signal.OfferedFirst, Signal.OfferedRetry], from, to);
        double failed = situation.Sum(situation.Pool, SignalGroups.Failed, from, to);
        double shed = situation.Sum(situation.Pool, SignalGroups.Shed, from, to);
        double gone = situation.Sum(situation.Pool, [Signal.ClientGone], from, to);
        if (IsMany(failed, offered))
        {
            // What ends in a second may have come in the one before.
            return $"{Items.Share(Math.Min(1, failed / offered))} of the requests failed";
        }

        if (IsMany(shed, offered))
        {
            return $"{Items.Share(Math.Min(1, shed / offered))} of the requests were refused{Why(situation, shed, from, to)}";
        }

        if (IsMany(gone, 3 * offered))
        {
            // Who leaves may have come before the seconds that are counted: more than all is no share.
            return gone > offered ? "most of the clients left before their answer came" : $"{Items.Share(gone / offered)} of the clients left before their answer came";
        }

        return Slow(situation, Signal.FirstByteMedian, "the usual request") ?? Slow(situation, Signal.QueueWaitMedian, "the wait for a server");
    }

    /// <summary>Whether it goes on: the last seconds alone, because what fades while it ends looks like another cause.</summary>
    public static bool IsPresent(Situation situation)
    {
        (long from, long to) = (Math.Max(situation.Onset, situation.Now - PresentSeconds + 1), situation.Now);
        double offered = situation.Sum(situation.Pool, [Signal.OfferedFirst, Signal.OfferedRetry], from, to);
        double bad = situation.Sum(situation.Pool, SignalGroups.Failed, from, to) + situation.Sum(situation.Pool, SignalGroups.Shed, from, to);
        double gone = situation.Sum(situation.Pool, [Signal.ClientGone], from, to);
        return bad > LeastShare * offered || gone > 3 * LeastShare * offered
            || Slow(situation, Signal.FirstByteMedian, "") is not null || Slow(situation, Signal.QueueWaitMedian, "") is not null;
    }

    // Who asks for more than its share is refused for that, and nobody else has to be.
    private static string Why(Situation situation, double shed, long from, long to) =>
        2 * situation.Sum(situation.Pool, [Signal.ShedFairShare], from, to) > shed ? ", most of them of clients that asked for more than their share" : " for lack of capacity";

    private static bool IsMany(double count, double of) => count >= LeastCount && count >= LeastShare * of;

    private static string? Slow(Situation situation, Signal signal, string what)
    {
        Level level = situation.Of(situation.Pool, signal);
        return level.IsKnown && level.Ratio >= SlowerBy && level.Now - level.Before >= SlowerBySeconds
            ? $"{what} takes {Items.Time(level.Now)} instead of {Items.Time(level.Before)}"
            : null;
    }
}
