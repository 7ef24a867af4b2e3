namespace Holdfast.DataPlane.Exchanges;

/// <summary>
/// Recognises retries that carry no mark: the same client asks for the same path again soon after a bad answer, four times sooner than it usually
/// does. Whoever asks for it all the time (another gateway, a load test) cannot be told from its retries and is not. A fixed table; a
/// newcomer takes its place from whoever has it, so that much is forgotten under load, and never invented. Worker thread only.
/// </summary>
/// <param name="beganNanoseconds">Since when requests have been seen: whoever asks for the first time after ten seconds of that may ask every ten seconds.</param>
internal sealed class RecentRequests(long beganNanoseconds)
{
    private const int Entries = 1024;

    // 2^20 ns: about a millisecond, without a division.
    private const int TickBits = 20;

    // People and most programs have given up, or come for another reason, after ten seconds.
    private const int PatienceTicks = 9_536;

    private readonly Entry[] entries = new Entry[Entries];

    /// <summary>A request arrives. True when it looks like a retry.</summary>
    /// <param name="key">Of its client and path.</param>
    public bool Arrive(ulong key, long nowNanoseconds)
    {
        ref Entry entry = ref entries[key >> (64 - 10)];
        int now = TicksOf(nowNanoseconds);
        if (entry.Key != key)
        {
            // All that is known of its habit is for how long it was not seen: a gateway that was killed begins among clients that go on asking as they did.
            entry = new Entry { Key = key, Arrived = now, Gap = (int)Math.Clamp((nowNanoseconds - beganNanoseconds) >> TickBits, 1, int.MaxValue), IsGuess = true };
            return false;
        }

        int gap = Math.Max(1, unchecked(now - entry.Arrived));
        int sinceBad = unchecked(now - entry.BadAt);
        bool isRetry = entry.IsBad && sinceBad <= PatienceTicks && sinceBad < entry.Gap / 4;
        if (!isRetry)
        {
            // The shorter of old and new moves it more: a burst must look like a habit soon.
            entry.Gap = entry.IsGuess ? gap : gap < entry.Gap ? (gap + entry.Gap) / 2 : entry.Gap + ((gap - entry.Gap) / 8);
            entry.IsGuess = false;
        }

        entry.IsBad = false;
        entry.Arrived = now;
        return isRetry;
    }

    /// <summary>A request ended with a bad answer, or none.</summary>
    public void NoteBad(ulong key, long nowNanoseconds)
    {
        ref Entry entry = ref entries[key >> (64 - 10)];
        if (entry.Key == key)
        {
            entry.IsBad = true;
            entry.BadAt = TicksOf(nowNanoseconds);
        }
    }

    private static int TicksOf(long nanoseconds) => unchecked((int)(nanoseconds >> TickBits));

    private struct Entry
    {
        public ulong Key;
        public int Arrived;
        public int Gap;
        public int BadAt;
        public bool IsBad;
        public bool IsGuess;
    }
}
