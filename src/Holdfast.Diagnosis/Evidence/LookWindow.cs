namespace Holdfast.Diagnosis.Evidence;

/// <summary>
/// The seconds that one look reads: the better days, the first minute of the trouble and its last minutes. What lies between in long trouble
/// tells nothing new, and an hour of it would cost more with each look.
/// </summary>
internal readonly struct LookWindow
{
    private const int FirstSeconds = 60;
    private const int LastSeconds = 240;

    private readonly long headEnd;

    public LookWindow(long from, long onset, long now)
    {
        (From, Now) = (from, now);
        headEnd = Math.Max(onset, from) + FirstSeconds;
        TailFrom = now - LastSeconds + 1;
        if (TailFrom <= headEnd)
        {
            headEnd = TailFrom = now + 1;
        }
    }

    public long From { get; }

    public long Now { get; }

    /// <summary>The first second after the gap; past the end when there is none.</summary>
    public long TailFrom { get; }

    /// <summary>Values before the gap.</summary>
    public int HeadLength => (int)(headEnd - From);

    public int Length => HeadLength + (int)(Now + 1 - TailFrom);

    /// <summary>Place of a second among the values; -1 when it is not read.</summary>
    public int IndexOf(long second) =>
        second < From || second > Now ? -1
        : second < headEnd ? (int)(second - From)
        : second < TailFrom ? -1
        : HeadLength + (int)(second - TailFrom);

    /// <summary>The same second, or the first one after the gap when it lies in it.</summary>
    public long Skip(long second) => second >= headEnd && second < TailFrom ? TailFrom : second;
}
