namespace Holdfast.Drills.Load;

/// <summary>
/// Where many requests are due, lets them wait a moment for each other: most of what a request costs here is waking, the own thread and
/// the server's, and those that are sent together share it. Their times count from when they were due all the same. One thread.
/// </summary>
internal sealed class SendPace
{
    /// <summary>Nanoseconds that a request may be late for it: less than a server's answer takes, and than a scheduler may be late.</summary>
    public const long Pause = 250_000;

    /// <summary>Requests a second from which on; below, hardly two are due within the pause, and exact times are worth more.</summary>
    public const long BusyRate = 10_000;

    private long pause;
    private long notBefore;

    /// <param name="requests">That were due in the second that has ended.</param>
    public void TakeSecond(long requests) => pause = requests >= BusyRate ? Pause : 0;

    /// <summary>Whether to look for due requests now.</summary>
    public bool TryBegin(long now)
    {
        if (now < notBefore)
        {
            return false;
        }

        notBefore = now + pause;
        return true;
    }

    /// <summary>When to look for a request that is due then.</summary>
    public long After(long due) => Math.Max(due, notBefore);
}
