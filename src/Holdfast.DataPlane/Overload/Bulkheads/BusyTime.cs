namespace Holdfast.DataPlane.Overload;

/// <summary>For how long a queue has had somebody waiting. Its owner notes it, any thread reads.</summary>
internal struct BusyTime
{
    private long since;
    private long nanoseconds;

    /// <summary>Since when; 0 while nobody waits. Any thread.</summary>
    public long Since => Volatile.Read(ref since);

    /// <summary>The owner's queue has become empty, or is so no more.</summary>
    public void Note(bool busy, long nowNanoseconds)
    {
        if (busy && since == 0)
        {
            Volatile.Write(ref since, Math.Max(1, nowNanoseconds));
        }
        else if (!busy && since != 0)
        {
            Volatile.Write(ref nanoseconds, nanoseconds + nowNanoseconds - since);
            Volatile.Write(ref since, 0);
        }
    }

    /// <summary>In all. Any thread; off by one wait when the queue empties at that moment.</summary>
    public long At(long nowNanoseconds)
    {
        long begun = Volatile.Read(ref since);
        return Volatile.Read(ref nanoseconds) + (begun == 0 ? 0 : Math.Max(0, nowNanoseconds - begun));
    }
}
