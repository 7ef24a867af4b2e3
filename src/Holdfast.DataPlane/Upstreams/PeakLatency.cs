namespace Holdfast.DataPlane.Upstreams;

/// <summary>
/// Peak EWMA in one atomic word: a slower sample counts at once and in full, faster ones wear it down with a time constant of 10 s.
/// High half: latency in nanoseconds as a float. Low half: time of the last sample in ticks of 2^20 ns (about 1 ms); wraps after 52 days,
/// which only matters to a server without a sample for that long. 0 means no sample yet. Any thread.
/// </summary>
internal static class PeakLatency
{
    private const int TickShift = 20;
    private const float DecayTicks = 10_000_000_000f / (1 << TickShift);

    /// <summary>
    /// Writes only when the sample is a peak or a tick has passed since the last one: that bounds the fight of the workers for the
    /// word to a thousand writes a second per server, and loses nothing since the weight of a sample is the time it stands for.
    /// </summary>
    public static void Record(ref long word, long nanoseconds, long now)
    {
        float sample = Math.Max(nanoseconds, 1);
        uint tick = (uint)(now >> TickShift);
        long seen = Volatile.Read(ref word);
        while (true)
        {
            float latency = LatencyOf(seen);
            int elapsed = Math.Max((int)(tick - (uint)seen), 0);
            if (seen != 0 && sample <= latency)
            {
                if (elapsed == 0)
                {
                    return;
                }

                float keep = MathF.Exp(-elapsed / DecayTicks);
                sample = (latency * keep) + (sample * (1 - keep));
            }

            long next = ((long)BitConverter.SingleToUInt32Bits(sample) << 32) | tick;
            long found = Interlocked.CompareExchange(ref word, next, seen);
            if (found == seen)
            {
                return;
            }

            seen = found;
            sample = Math.Max(nanoseconds, 1);
        }
    }

    /// <summary>
    /// Decays towards 0 as time passes without samples: a server avoided for its latency must be tried again some day.
    /// </summary>
    public static float Read(long word, long now)
    {
        if (word == 0)
        {
            return 0;
        }

        int elapsed = Math.Max((int)((uint)(now >> TickShift) - (uint)word), 0);
        // At least 1 ns, so that an old sample is not taken for none.
        return Math.Max(LatencyOf(word) * MathF.Exp(-elapsed / DecayTicks), 1);
    }

    private static float LatencyOf(long word) => BitConverter.UInt32BitsToSingle((uint)(word >> 32));
}
