namespace Holdfast.Simulation;

/// <summary>What came of the requests of one stream or of all, by time.</summary>
internal sealed class Results
{
    private const double BinSeconds = 0.1;

    private readonly List<long> offered = [];
    private readonly List<long> good = [];
    private readonly List<long> shed = [];
    private readonly List<long> failed = [];
    private readonly List<long> overShare = [];
    private readonly List<double> slowestRefusals = [];
    private readonly List<(double Time, double Latency)> latencies = [];

    public long Failed { get; private set; }

    public long Attempts { get; set; }

    public double FirstShed { get; private set; } = double.PositiveInfinity;

    public void Offer(double time) => Add(offered, time);

    public void Good(double asked, double latency)
    {
        Add(good, asked);
        latencies.Add((asked, latency));
    }

    /// <summary>The client got a refusal in the end.</summary>
    public void Shed(double asked, double time, bool isOverShare = false)
    {
        Add(shed, asked);
        int bin = BinOf(slowestRefusals, asked);
        slowestRefusals[bin] = Math.Max(slowestRefusals[bin], time - asked);
        if (isOverShare)
        {
            Add(overShare, asked);
        }

        FirstShed = Math.Min(FirstShed, time);
    }

    public void Fail(double asked)
    {
        Add(failed, asked);
        Failed++;
    }

    public double Offered(double from, double to) => Sum(offered, from, to);

    /// <summary>Requests asked in that time that were answered well and in time.</summary>
    public double GoodCount(double from, double to) => Sum(good, from, to);

    public double GoodRate(double from, double to) => GoodCount(from, to) / (to - from);

    /// <summary>Good answers a second that came in that time, whenever they were asked for: what the servers got done in it.</summary>
    public double AnsweredRate(double from, double to) => latencies.Count(each => each.Time + each.Latency >= from && each.Time + each.Latency < to) / (to - from);

    public double ShedCount(double from, double to) => Sum(shed, from, to);

    /// <summary>Of those refused, those whose client was told that it asks for too much.</summary>
    public double OverShareCount(double from, double to) => Sum(overShare, from, to);

    public double FailedCount(double from, double to) => Sum(failed, from, to);

    /// <summary>Seconds that the slowest refusal took.</summary>
    public double SlowestRefusal(double from, double to) => Within(slowestRefusals, from, to).DefaultIfEmpty(0).Max();

    public double Success(double from, double to) => Offered(from, to) == 0 ? 1 : GoodCount(from, to) / Offered(from, to);

    /// <summary>Seconds, of those that were answered well.</summary>
    public double Latency(double percent, double from, double to) => LatencyOf([this], percent, from, to);

    /// <summary>The same of several streams together.</summary>
    public static double LatencyOf(IEnumerable<Results> streams, double percent, double from, double to)
    {
        double[] sorted = [.. streams.SelectMany(stream => stream.latencies).Where(each => each.Time >= from && each.Time < to).Select(each => each.Latency).Order()];
        return sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * percent / 100))];
    }

    private static void Add(List<long> bins, double time) => bins[BinOf(bins, time)]++;

    private static int BinOf<T>(List<T> bins, double time)
        where T : struct
    {
        int bin = (int)(time / BinSeconds);
        while (bins.Count <= bin)
        {
            bins.Add(default);
        }

        return bin;
    }

    private static double Sum(List<long> bins, double from, double to) => Within(bins, from, to).Sum();

    private static IEnumerable<T> Within<T>(List<T> bins, double from, double to)
    {
        int first = (int)Math.Round(from / BinSeconds);
        return bins.Skip(first).Take((int)Math.Round(to / BinSeconds) - first);
    }
}
