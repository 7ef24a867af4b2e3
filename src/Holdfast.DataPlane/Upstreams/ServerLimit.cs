using Holdfast.Networking;

namespace Holdfast.DataPlane.Upstreams;

/// <summary>
/// What one server's limit is and who said so: the control loop its own one, the prober a cap, and the smaller of them is put into the word that every
/// request looks at. Any thread (atomics only); no request comes here. Next: <see cref="TrafficWord"/>.
/// </summary>
internal sealed class ServerLimit
{
    private readonly ServerCell cell;
    private readonly SharedWord traffic;
    private int inherited;

    // Each has one writer; the smaller one is in force.
    private int own = ServerState.Unlimited;
    private int cap = ServerState.Unlimited;

    public ServerLimit(ServerCell cell)
    {
        this.cell = cell;
        traffic = cell.Traffic;
        // Another process may have learned it.
        inherited = (int)Volatile.Read(ref cell.Own.Value);
        Own = inherited > 0 ? inherited : InForce;
    }

    public int InForce => TrafficWord.Limit(Volatile.Read(ref traffic.Value));

    /// <summary>What the limit would be but for the cap: the control loop's figure of what the server can take.</summary>
    public int Own
    {
        get => Volatile.Read(ref own);
        set
        {
            Interlocked.Exchange(ref own, Math.Clamp(value, 1, ServerState.Unlimited));
            PutInForce();
        }
    }

    /// <summary>Most that its health allows: few while it is suspected or comes back, else <see cref="ServerState.Unlimited"/>. The prober's figure.</summary>
    public int Cap
    {
        get => Volatile.Read(ref cap);
        set
        {
            Interlocked.Exchange(ref cap, Math.Clamp(value, 1, ServerState.Unlimited));
            PutInForce();
        }
    }

    /// <summary>This process says what the limit is; otherwise its predecessor does, until it hands over.</summary>
    public bool MayBeSet => cell.MayLimit;

    /// <summary>The limit in force is not the one that this process has said, which is in charge: a process that was, and slept on the way, wrote it since.</summary>
    public bool IsOverwritten => cell.MayLimit && InForce != Math.Min(Own, Cap);

    /// <summary>The highest limit that was in force since the last call. One thread.</summary>
    public int TakeHighest()
    {
        int highest = (int)Interlocked.Exchange(ref cell.Highest.Value, 0);
        // It is still in force when the next stretch begins.
        NoteHighest(InForce);
        return Math.Max(highest, Highest);
    }

    /// <summary>Of <see cref="TakeHighest"/>, now.</summary>
    public int Highest => (int)Volatile.Read(ref cell.Highest.Value);

    /// <summary>What the control loop has found out, kept where a successor finds it: neither halved for a look nor the operator's word.</summary>
    public void NoteLearned(int limit)
    {
        if (cell.MayLimit && Volatile.Read(ref cell.Own.Value) != limit)
        {
            Volatile.Write(ref cell.Own.Value, limit);
        }
    }

    /// <summary>The limit that was learned before this process knew the server, once; 0 for none.</summary>
    public int TakeInherited() => Interlocked.Exchange(ref inherited, 0) is var limit and < ServerState.Unlimited ? limit : 0;

    /// <summary>
    /// Two threads may do this at once, each with its own new figure. Who writes last looks again, so that the other's is not lost. Where
    /// another process is in charge nothing is written.
    /// </summary>
    public void PutInForce()
    {
        int limit;
        do
        {
            limit = Math.Min(Own, Cap);
            if (!cell.MayLimit)
            {
                return;
            }

            NoteHighest(limit);
            if (!TryWrite(limit))
            {
                return;
            }

            // Once more: whoever takes the note between the first and the limit must find it the next time.
            NoteHighest(limit);
        }
        while (limit != Math.Min(Own, Cap));
    }

    /// <summary>
    /// False where another process is in charge. Asked after the word was read: a successor that takes charge afterwards writes its limit after that, so
    /// this finds the word changed, or the successor's word comes last. Unless it wrote what stood there: then it finds <see cref="IsOverwritten"/>.
    /// </summary>
    private bool TryWrite(int limit)
    {
        while (true)
        {
            long seen = Volatile.Read(ref traffic.Value);
            if (!cell.MayLimit)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref traffic.Value, TrafficWord.WithLimit(seen, limit), seen) == seen)
            {
                return true;
            }
        }
    }

    private void NoteHighest(int limit)
    {
        long seen = Volatile.Read(ref cell.Highest.Value);
        while (seen < limit)
        {
            long found = Interlocked.CompareExchange(ref cell.Highest.Value, limit, seen);
            seen = found == seen ? limit : found;
        }
    }
}
