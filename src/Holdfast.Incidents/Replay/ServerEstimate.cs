using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Replay;

/// <summary>What a server of the pool can do, as far as the series tell. Immutable.</summary>
/// <param name="ServiceSeconds">Half of the answers began within it while it was quiet.</param>
/// <param name="Capacity">Requests a second that it answers well.</param>
/// <param name="IsReached">It was seen to be full: what it answers did not grow any more while more waited.</param>
/// <param name="ConnectionsMaximum">Connections at which new ones began to hang; 0 when none did.</param>
internal sealed record ServerEstimate(double ServiceSeconds, double Capacity, bool IsReached, int ConnectionsMaximum)
{
    // One good second is luck.
    private const int SmoothSeconds = 3;

    // A server that never was full can do more than was seen; nobody knows how much.
    private const double Unseen = 1.5;
    private const double FullAt = 2;
    private const double AskedFor = 1.5;

    // Of its best; with twice as many at once as at its best a server of the law does 0.8 of it. Means of some seconds, so many of them.
    private const double HeldLeast = 0.9;
    private const int HeldMeansLeast = 3;

    /// <summary>What a server was asked for and did not answer well.</summary>
    public static readonly Signal[] FailedSignals =
    [
        Signal.FailedRefused, Signal.FailedReset, Signal.FailedMidBody, Signal.FailedFirstByte, Signal.FailedTotalTime, Signal.FailedConnectTimeout, Signal.FailedServerError,
    ];

    /// <summary>All that a server was asked for, as it ended.</summary>
    public static readonly Signal[] AskedSignals = [Signal.Good, .. FailedSignals];

    // As the built-in drills have it: eight at once, each in 77 ms instead of 60.
    private const double SlowerWell = 1.3;

    // Seconds; when nothing was answered in the quiet before, there is nothing better.
    private const double Unknown = 0.05;

    /// <summary>Servers of a pool answer the same and are taken to be equal; the best moment of the best of them counts.</summary>
    public static ServerEstimate Of(ReplaySeries series, IReadOnlyList<SeriesSubject> servers, TimeScale time)
    {
        int all = (int)(time.End - time.From);
        double service = ReplaySeries.Median(servers.Select(server => ReplaySeries.Median(series.Read(server, Signal.FirstByteMedian, time.From, TimeScale.Lead))));
        service = service > 0 ? service : Quiet(series, servers, time);
        double most = 0;
        bool isReached = false;
        bool isRefused = false;
        RefusedSeconds refused = new(series, PoolOf(servers), servers, time);
        foreach (SeriesSubject server in servers)
        {
            double[] good = Smooth(series.Sum(server, time.From, all, Signal.Good));
            double[] busy = series.Read(server, Signal.InFlight, time.From, all);
            double best = good.DefaultIfEmpty(0).Max();
            // More at once than at its best, and fewer answers. The fewest with which it did its best: with a queue it does nearly as much for a moment, whatever waits.
            double atBest = good.Zip(Smooth(busy)).Where(pair => pair.First >= 0.95 * best && double.IsFinite(pair.Second)).Select(pair => pair.Second).DefaultIfEmpty(double.NaN).Min();
            // A server that stops has much at once and answers less, too: only one that is asked for far more than usual is full. What waits in it was asked for and has not ended. One that answers
            // nothing has stopped, whatever gathers in it because the others have stopped as well.
            double[] asked = Smooth([.. series.Sum(server, time.From, all, AskedSignals).Zip(Growth(busy), static (ended, more) => ended + more)]);
            double usual = ReplaySeries.Median(asked.Take(TimeScale.Lead - SmoothSeconds));
            isRefused |= refused.ShowFull(server, good);
            isReached |= good.Zip(busy, asked).Count(second => second.Third >= AskedFor * usual && second.Second >= FullAt * Math.Max(1, atBest) && second.First > 0 && second.First < best) >= SmoothSeconds;
            most = Math.Max(most, best);
        }

        double held = Held(series, servers, time, most, service);
        bool isFull = isReached || isRefused || held > 0;
        double capacity = Math.Max(1, isFull ? most : Math.Max(most * Unseen, ScalabilityLaw.AtOnceLeast / service));
        return new ServerEstimate(service, capacity, isFull, ConnectionBound.Of(series, servers, time.From, all)) { IsFromRefusals = isRefused && !isReached && held <= 0, HeldWith = held };
    }

    /// <summary>Requests that it had inside while it answered as many as ever, though a server of the law would do far fewer with so many: it has workers and a queue before them. 0 where that was not seen.</summary>
    public double HeldWith { get; private init; }

    /// <summary>So many that its best is what they do in its service time.</summary>
    public int Workers(double scale) => (int)Math.Max(1, Math.Round(Capacity * scale * ServiceSeconds));

    /// <summary>It was measured while the gateway kept the server from more: at its best it had all that it could do, and more was turned away.</summary>
    public bool IsFromRefusals { get; private init; }

    /// <summary>By how much more was inside than in the second before. Not where the seconds beside it have none: means of ten seconds, one after the other, are no growth.</summary>
    private static double[] Growth(double[] inside)
    {
        double[] more = [.. inside.Select((now, second) => second > 0 && double.IsFinite(now) && double.IsFinite(inside[second - 1]) ? now - inside[second - 1] : 0)];
        return [.. more.Select((one, second) => one > 0 && ((second > 0 && more[second - 1] > 0) || (second + 1 < more.Length && more[second + 1] > 0)) ? one : 0)];
    }

    private static SeriesSubject PoolOf(IReadOnlyList<SeriesSubject> servers) => new(SubjectKind.Pool, servers[0].Name[..servers[0].Name.IndexOf('/')]);

    /// <summary>It was measured by a slow server: what that answered, as many times as it was slower than usual.</summary>
    public bool IsFromSlow { get; private init; }

    /// <summary>
    /// A server that became slower was full with what was little for it before: so much it did, and so many times more it does at its own speed. By the most that was
    /// ever asked of a pool with room to spare the slow server of the drill would do far less than that of the day did.
    /// </summary>
    public ServerEstimate WithSlow(ReplaySeries series, IReadOnlyList<(ReplayServer Server, SeriesSubject Subject)> servers, IReadOnlyList<ReplayFault> faults, TimeScale time)
    {
        double most = faults.Where(fault => fault.Kind == ReplayFaultKind.Slow).Select(fault => DoneAtOwnSpeed(series, servers.First(one => one.Server == fault.Server).Subject, fault, time)).DefaultIfEmpty(0).Max();
        return IsReached || most <= Capacity ? this : this with { Capacity = most, IsFromSlow = true };
    }

    /// <summary>
    /// What waits in a queue makes answers later and later, and what is answered is as much as ever: only as much as it was slower at the least was its own speed.
    /// </summary>
    private double DoneAtOwnSpeed(ReplaySeries series, SeriesSubject server, ReplayFault fault, TimeScale time)
    {
        // The first second of a fault has answers from before it.
        (long from, int seconds) = (fault.From + 1, (int)((fault.To ?? time.End) - fault.From) - 1);
        if (seconds < SmoothSeconds)
        {
            return 0;
        }

        double done = ReplaySeries.Median(Smooth(series.Sum(server, from, seconds, Signal.Good)));
        double least = series.Read(server, Signal.FirstByteMedian, from + 1, seconds - 1).Where(double.IsFinite).DefaultIfEmpty(0).Min();
        return done * Math.Min(fault.Size, Math.Max(1, least / ServiceSeconds));
    }

    /// <summary>Of the pool as a whole, which is kept for longer than its servers.</summary>
    private static double Quiet(ReplaySeries series, IReadOnlyList<SeriesSubject> servers, TimeScale time)
    {
        double usual = ReplaySeries.Median(series.Read(PoolOf(servers), Signal.FirstByteMedian, time.From, TimeScale.Lead));
        return usual > 0 ? usual : Unknown;
    }

    /// <summary>
    /// As `holdfast origin` takes it: a service time, and the beta of the scalability law with which the server's best is its capacity and
    /// more at once makes it slower.
    /// </summary>
    public (double ServiceSeconds, double Beta) Law(double scale)
    {
        double capacity = Capacity * scale;
        double service = Math.Max(ServiceSeconds, ScalabilityLaw.AtOnceLeast / capacity);
        return (service, ScalabilityLaw.BetaFor(capacity * service));
    }

    /// <summary>
    /// Requests a second at which an answer takes 1.3 times as long as when the server is quiet: more of them are answered, but not well. Of one with a queue its best, by as
    /// much: how long its answers take depends on how they arrive and not on how many there are.
    /// </summary>
    public double DoneWell(double scale)
    {
        if (HeldWith > 0)
        {
            return Math.Max(1, Capacity * scale / SlowerWell);
        }

        (double service, double beta) = Law(scale);
        // 1 + alpha (n - 1) + beta n (n - 1) = 1.3, for n.
        double half = (ScalabilityLaw.Alpha - beta) / (2 * beta);
        double atOnce = Math.Sqrt((half * half) + ((ScalabilityLaw.Alpha + SlowerWell - 1) / beta)) - half;
        return Math.Min(Capacity * scale, Math.Max(1, atOnce) / (service * SlowerWell));
    }

    /// <summary>The most that one of them had inside, over some seconds, while it did its best and should have done far less by the law.</summary>
    private static double Held(ReplaySeries series, IReadOnlyList<SeriesSubject> servers, TimeScale time, double most, double service)
    {
        if (most < 1)
        {
            return 0;
        }

        int all = (int)(time.End - time.From);
        // With so many at once a server of the law is at its best.
        double atBest = Math.Sqrt((1 - ScalabilityLaw.Alpha) / ScalabilityLaw.BetaFor(most * Math.Max(service, ScalabilityLaw.AtOnceLeast / most)));
        (double Good, double Inside)[] crowded = [.. servers.SelectMany(server => Smooth(series.Sum(server, time.From, all, Signal.Good)).Zip(Smooth(series.Read(server, Signal.InFlight, time.From, all))))
            .Where(second => second.Second >= FullAt * atBest)];
        double[] held = [.. crowded.Where(second => second.Good >= HeldLeast * most).Select(second => second.Inside)];
        // One that stopped answered nothing; one that answers some, and more often less than its best, does fall off.
        int fallen = crowded.Count(second => second.Good > 0 && second.Good < HeldLeast * most);
        return held.Length >= HeldMeansLeast && held.Length > fallen ? held.Max() : 0;
    }

    private static double[] Smooth(double[] values) =>
        values.Length < SmoothSeconds ? [] : [.. Enumerable.Range(0, values.Length - SmoothSeconds + 1).Select(from => values.AsSpan(from, SmoothSeconds).ToArray().Average())];
}
