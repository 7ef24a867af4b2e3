namespace Holdfast.DataPlane.Health;

/// <summary>
/// How long a server that is well says nothing while it owes two answers or more: the longest such silence of the last minutes. A server with
/// twenty requests of 300 ms speaks every 15 ms, so that half a second of nothing means much, although one answer may well take that
/// long; and one that works on one request at a time is as silent as its longest request, however many wait. Prober thread only.
/// </summary>
internal sealed class UsualSilence
{
    // Ten seconds of looks in which it owed answers: less shows too few silences.
    private const int LooksToKnow = 200;

    // Half of it is forgotten in five minutes: the next long request is not sooner to come.
    private const double KeptEachSecond = 0.9977;

    private double longest;
    private double longestByAwaiting;
    private int looks;

    /// <summary>A look that found it owing answers.</summary>
    public void NoteLook() => looks = Math.Min(looks + 1, LooksToKnow);

    /// <summary>Bytes have come after a silence.</summary>
    /// <param name="awaiting">Answers that it owed meanwhile, the fewest.</param>
    public void NoteEnd(long nanoseconds, int awaiting)
    {
        longest = Math.Max(longest, nanoseconds);
        longestByAwaiting = Math.Max(longestByAwaiting, (double)nanoseconds * awaiting);
    }

    public void PassSecond(long seconds)
    {
        double kept = Math.Pow(KeptEachSecond, seconds);
        longest *= kept;
        longestByAwaiting *= kept;
    }

    /// <summary>With so many answers owed; 0 while too little is known. Fewer owed answers are silent for longer.</summary>
    public long For(int awaiting) => looks < LooksToKnow ? 0 : Math.Max(1, (long)Math.Max(longest, longestByAwaiting / Math.Max(1, awaiting)));
}
