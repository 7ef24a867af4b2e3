namespace Holdfast.DataPlane.Health;

/// <summary>
/// All workers' evidence about one server as the prober sees it: what is new since its last look, the last ten seconds, how long it has
/// been silent, how long its answers usually take. Prober thread only, but for <see cref="Of"/>.
/// </summary>
public sealed class ServerEvidence
{
    /// <summary>The error rate looks back so far.</summary>
    public const int Seconds = 10;

    private const long Second = 1_000_000_000;

    // Of the times of answers, this much is kept after a second: what happened half a minute ago counts for little.
    private const float KeptEachSecond = 0.94f;

    private readonly Lock growth = new();
    private readonly long[] goodBySecond = new long[Seconds];
    private readonly long[] badBySecond = new long[Seconds];
    private readonly int[] timesSeen = new int[TrafficEvidence.TimeBuckets];
    private readonly float[] times = new float[TrafficEvidence.TimeBuckets];
    private readonly UsualSilence usual = new();
    private readonly UnacceptedConnects unaccepted = new();
    private TrafficEvidence[] workers = [];
    private long goodSeen;
    private long badSeen;
    private long progressSeen;
    private long second = -1;
    private long waitsSince;
    private int owedInSilence;

    /// <summary>Since the last look.</summary>
    public long NewGood { get; private set; }

    public long NewBad { get; private set; }

    /// <summary>Requests that it has, and has not begun to answer.</summary>
    public int Awaiting { get; private set; }

    /// <summary>Failures with nothing good in between.</summary>
    public long BadInARow { get; private set; }

    /// <summary>In the last ten seconds.</summary>
    public long Good { get; private set; }

    public long Bad { get; private set; }

    /// <summary>When bytes last came; 0 before the first look.</summary>
    public long ProgressAt { get; private set; }

    /// <summary>For so long it has had two unanswered requests or more and said nothing.</summary>
    public long SilentNanoseconds { get; private set; }

    /// <summary>So long a silence it has shown lately and was well, with as many answers owed as now; 0 while too little is known.</summary>
    public long UsualSilence => usual.For(owedInSilence);

    /// <summary>It lets connects time out and gives no other sign of life.</summary>
    public bool AcceptsNothing => unaccepted.AreASign;

    /// <summary>The time that 99 of 100 answers begin within, lately; 0 while too few are known.</summary>
    public long FirstByte99 { get; private set; }

    /// <summary>The evidence that a worker writes. Any thread; not per request.</summary>
    public TrafficEvidence Of(int worker)
    {
        lock (growth)
        {
            if (worker >= workers.Length)
            {
                // Written as a whole, so that the prober sees the old array or the new one.
                Volatile.Write(ref workers, [.. workers, .. Enumerable.Range(workers.Length, worker + 1 - workers.Length).Select(_ => new TrafficEvidence())]);
            }

            return workers[worker];
        }
    }

    /// <summary>A look. To be called every 50 to 100 ms.</summary>
    public void Collect(long now)
    {
        long good = 0;
        long bad = 0;
        long progress = 0;
        long connects = 0;
        long connectTimeouts = 0;
        int awaiting = 0;
        foreach (TrafficEvidence worker in Volatile.Read(ref workers))
        {
            good += worker.Good;
            bad += worker.Bad;
            progress += worker.Progress;
            connects += worker.Connects;
            connectTimeouts += worker.ConnectTimeouts;
            awaiting += worker.Awaiting;
        }

        NewGood = good - goodSeen;
        NewBad = bad - badSeen;
        (goodSeen, badSeen) = (good, bad);
        Awaiting = awaiting;
        BadInARow = NewGood > 0 ? 0 : BadInARow + NewBad;
        unaccepted.Look(connectTimeouts, connects + progress, now);
        NoteProgress(progress, now);
        NoteResults(now);
    }

    /// <summary>What was seen is over: the server is out, or back.</summary>
    public void Forget()
    {
        Array.Clear(goodBySecond);
        Array.Clear(badBySecond);
        Good = Bad = BadInARow = 0;
        ForgetSilence();
    }

    /// <summary>Silence counts anew from the next look on.</summary>
    public void ForgetSilence()
    {
        waitsSince = SilentNanoseconds = 0;
        unaccepted.Forget();
    }

    private void NoteProgress(long progress, long now)
    {
        bool progressed = progress != progressSeen;
        progressSeen = progress;
        ProgressAt = progressed || ProgressAt == 0 ? now : ProgressAt;
        // One request may be one that takes its time; two that both do are a sign. The silence begins with the first look that sees both.
        if (progressed && waitsSince != 0)
        {
            usual.NoteEnd(now - waitsSince, owedInSilence);
        }

        if (Awaiting >= 2)
        {
            usual.NoteLook();
        }

        if (progressed || Awaiting < 2)
        {
            waitsSince = 0;
        }
        else
        {
            owedInSilence = waitsSince == 0 ? Awaiting : Math.Min(owedInSilence, Awaiting);
            waitsSince = waitsSince == 0 ? now : waitsSince;
        }

        SilentNanoseconds = waitsSince == 0 ? 0 : now - waitsSince;
    }

    private void NoteResults(long now)
    {
        long current = now / Second;
        if (current != second)
        {
            PassSeconds(current);
        }

        int slot = (int)(current % Seconds);
        goodBySecond[slot] += NewGood;
        badBySecond[slot] += NewBad;
        Good += NewGood;
        Bad += NewBad;
    }

    private void PassSeconds(long current)
    {
        long passed = Math.Clamp(current - second, 1, Seconds);
        for (long i = 0; i < passed; i++)
        {
            int slot = (int)((current - i) % Seconds);
            Good -= goodBySecond[slot];
            Bad -= badBySecond[slot];
            goodBySecond[slot] = badBySecond[slot] = 0;
        }

        second = current;
        usual.PassSecond(passed);
        NoteTimes();
    }

    private void NoteTimes()
    {
        float sum = 0;
        for (int bucket = 0; bucket < times.Length; bucket++)
        {
            int count = 0;
            foreach (TrafficEvidence worker in Volatile.Read(ref workers))
            {
                count += worker.CountOf(bucket);
            }

            times[bucket] = (times[bucket] * KeptEachSecond) + unchecked(count - timesSeen[bucket]);
            timesSeen[bucket] = count;
            sum += times[bucket];
        }

        FirstByte99 = sum < 20 ? 0 : Percentile99(sum);
    }

    private long Percentile99(float sum)
    {
        float above = sum * 0.01f;
        int bucket = times.Length - 1;
        while (bucket > 0 && (above -= times[bucket]) >= 0)
        {
            bucket--;
        }

        return TrafficEvidence.UpperBound(bucket);
    }
}
