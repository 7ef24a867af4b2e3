namespace Holdfast.DataPlane.Health;

/// <summary>
/// Connects that a server did not accept in time. One may be a lost packet, and several at once are a queue that was full for a moment; but where a second
/// comes later, and nothing came from the server in between, its host may be gone. Prober thread only. Next on the path: <see cref="Rules.SilentDeath"/>.
/// </summary>
internal sealed class UnacceptedConnects
{
    // What comes within it of the first is the same moment.
    private const long MomentNanoseconds = 250_000_000;
    private const long TogetherNanoseconds = 1_000_000_000;

    private long timeoutsSeen;
    private long lifeSeen;
    private long since;

    /// <summary>It looks as if nobody were there.</summary>
    public bool AreASign { get; private set; }

    /// <param name="timeouts">All so far.</param>
    /// <param name="signsOfLife">All so far: connects that were accepted, and moments at which bytes came.</param>
    public void Look(long timeouts, long signsOfLife, long now)
    {
        bool isNew = timeouts != timeoutsSeen;
        if (signsOfLife != lifeSeen || now - since > TogetherNanoseconds)
        {
            Forget();
        }

        (timeoutsSeen, lifeSeen) = (timeouts, signsOfLife);
        if (isNew)
        {
            AreASign |= since != 0 && now - since >= MomentNanoseconds;
            since = since == 0 ? now : since;
        }
    }

    public void Forget()
    {
        since = 0;
        AreASign = false;
    }
}
