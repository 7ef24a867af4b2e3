namespace Holdfast.DataPlane.Overload;

/// <summary>The one table from reason to metric label and to the words of log and status. A test demands a row for each reason.</summary>
internal static class LimitReasons
{
    // From there on the status adds how many times as slow it is as usual.
    private const double SlowFrom = 1.5;

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
        (LimitReason.Probe, "probe", "lowered for a moment to measure it", false),
        (LimitReason.Fixed, "fixed", "fixed by the operator", false),
        (LimitReason.Capped, "capped", "held down while it comes back", false),
        (LimitReason.LongRequests, "long_requests", "raised: all places are taken by long requests", false),
    ];

    public static int Count => Rows.Length;

    public static string LabelOf(LimitReason reason) => Rows[(int)reason].Label;

    public static string TextOf(LimitReason reason) => Rows[(int)reason].Text;

    /// <summary>
    /// The same beside what is true of the server now: the reason is as old as the last change, and its words must not contradict what stands next to them.
    /// </summary>
    /// <param name="baseline">Its time at low use, over the pool's.</param>
    /// <param name="waiting">Requests that wait inside it, by estimate.</param>
    /// <param name="isSure">What it takes at low use is known: else what waits in it is a guess that may be far off (<see cref="LimitState.IsSure"/>).</param>
    /// <param name="inFlight">Requests that it has.</param>
    /// <param name="limit">As many as it may have.</param>
    public static string TextNow(LimitReason reason, double baseline, double waiting, bool isSure, int inFlight, int limit)
    {
        if (inFlight == 0)
        {
            return TextOfIdle(reason);
        }

        bool isSlow = baseline > SlowFrom || waiting >= 1;
        bool isFull = inFlight >= limit;
        return (reason, isSlow, isFull) switch
        {
            (LimitReason.Rise, false, _) when !isSure => "raised: it seems that nothing waits in it",
            (LimitReason.Held, false, _) when !isSure => "full",
            (LimitReason.Held, true, _) => "full",
            (LimitReason.Rise, true, _) => "raised at its last change",
            (LimitReason.SlowStart, true, _) => "raised quickly at the start",
            (LimitReason.NotFull, _, true) => "there was room at the last look",
            (LimitReason.Unused, _, true) => "lowered when little of it was used",
            _ => TextOf(reason),
        };
    }

    /// <summary>It has nothing to do at this moment: it is not full, and nothing waits in it.</summary>
    private static string TextOfIdle(LimitReason reason) => reason switch
    {
        LimitReason.Held => "full and quick enough when it was last asked",
        LimitReason.TooFewSamples => "idle: the limit stays as it was",
        LimitReason.SlowStart => "raised quickly when it was last asked",
        LimitReason.Rise => "raised when it was last asked",
        LimitReason.QueueInServer => "lowered: requests waited in it",
        LimitReason.LongRequests => "raised: all places were taken by long requests",
        _ => TextOf(reason),
    };

    /// <summary>The server cannot take what it took before, and not because nobody asks for it.</summary>
    public static bool IsTrouble(LimitReason reason) => Rows[(int)reason].IsTrouble;

    internal static LimitReason ReasonAt(int row) => Rows[row].Reason;
}
