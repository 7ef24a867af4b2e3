namespace Holdfast.DataPlane.Health;

/// <summary>
/// Whether real traffic has put a server out, why and for how long at least. Any thread (atomic): whoever moves it from in to out owns
/// that ejection.
/// </summary>
internal sealed class Ejection
{
    private const long Shortest = 1_000_000_000;
    private const long Longest = 30_000_000_000;
    private const int MostDoublings = 5;

    private readonly ServerState server;

    // While somebody moves it from in to out or back: that one owns the fields below, and everybody else leaves it alone.
    private const long Changing = -1;

    // 0: not ejected.
    private long at;
    private long liftedAt;
    private int inARow;
    private int reason;
    private bool isConfirmed;

    public Ejection(ServerState server) => this.server = server;

    public bool IsOn => Volatile.Read(ref at) > 0;

    /// <summary>When it began; 0 when it is not on.</summary>
    public long At => Math.Max(0, Volatile.Read(ref at));

    /// <summary>The last one's, also when it is over.</summary>
    public EjectionReason Reason => (EjectionReason)Volatile.Read(ref reason);

    /// <summary>A probe has failed since: there is no use in bringing the server back for want of others.</summary>
    public bool IsConfirmed => Volatile.Read(ref isConfirmed);

    /// <summary>
    /// 1 s, 2 s, 4 s ... 30 s: a good probe does not bring the server back before. Who was ejected again and again gets fewer and fewer
    /// requests to break.
    /// </summary>
    public long Length => Math.Min(Shortest << Math.Clamp(Volatile.Read(ref inARow) - 1, 0, MostDoublings), Longest);

    /// <summary>True for the one caller whose report ejected the server.</summary>
    public bool TryBegin(EjectionReason why, long now)
    {
        if (Interlocked.CompareExchange(ref at, Changing, 0) != 0)
        {
            return false;
        }

        // A server that has since served for longer than the longest ejection has made up for its past.
        bool again = inARow > 0 && now - liftedAt < Longest;
        Volatile.Write(ref inARow, again ? inARow + 1 : 1);
        Volatile.Write(ref reason, (int)why);
        Volatile.Write(ref isConfirmed, false);
        server.Set(ServerCondition.Ejected, true);
        // Last, and time 0 means not ejected: a probe that lifts it at this moment would else leave a server out whom nobody brings back.
        Volatile.Write(ref at, Math.Max(now, 1));
        return true;
    }

    /// <summary>A probe failed.</summary>
    public void Confirm() => Volatile.Write(ref isConfirmed, IsOn);

    public void Lift(long now)
    {
        long seen = Volatile.Read(ref at);
        if (seen <= 0 || Interlocked.CompareExchange(ref at, Changing, seen) != seen)
        {
            return;
        }

        liftedAt = now;
        Volatile.Write(ref isConfirmed, false);
        server.Set(ServerCondition.Ejected, false);
        Volatile.Write(ref at, 0);
    }

    /// <summary>Lifts as if it had not been.</summary>
    public void Withdraw(long now)
    {
        inARow--;
        Lift(now);
    }
}
