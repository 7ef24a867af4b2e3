namespace Holdfast.DataPlane.Overload;

/// <summary>The one table from reason to metric label and to the words of log and status. A test demands a row for each reason.</summary>
internal static class LimitReasons
{
    private static readonly (LimitReason Reason, string Label, string Text, bool IsTrouble)[] Rows =
    [
        (LimitReason.Start, "start", "nothing is known of it yet", false),
        (LimitReason.Held, "held", "full and quick enough", false),
        (LimitReason.NotFull, "not_full", "there is room", false),
        (LimitReason.TooFewSamples, "too_few_samples", "too few answers to judge", false),
        (LimitReason.SlowStart, "slow_start", "raised quickly: it was never too much", false),
        (LimitReason.Rise, "rise", "raised: nothing waits in it", false),
        (LimitReason.QueueInServer, "queue_in_server", "lowered: requests wait in it", true),
        (LimitReason.Drops, "drops", "lowered: timeouts, resets, refusals", true),
        (LimitReason.Late, "late", "lowered: it answers too late", true),
        (LimitReason.Collapse, "collapse", "lowered: more requests brought fewer answers", true),
        (LimitReason.Unused, "unused", "lowered: far above what was used", false),
        (LimitReason.Probe, "probe", "halved for a moment to measure it", false),
        (LimitReason.Fixed, "fixed", "fixed by the operator", false),
        (LimitReason.Capped, "capped", "held down while it comes back", false),
        (LimitReason.LongRequests, "long_requests", "raised: all places are taken by long requests", false),
    ];

    public static int Count => Rows.Length;

    public static string LabelOf(LimitReason reason) => Rows[(int)reason].Label;

    public static string TextOf(LimitReason reason) => Rows[(int)reason].Text;

    /// <summary>The server cannot take what it took before, and not because nobody asks for it.</summary>
    public static bool IsTrouble(LimitReason reason) => Rows[(int)reason].IsTrouble;

    internal static LimitReason ReasonAt(int row) => Rows[row].Reason;
}
