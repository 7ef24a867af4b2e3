namespace Holdfast.Simulation;

/// <summary>What came of the requests of one stream or of all, by time.</summary>
internal sealed class Results
{
    private const double BinSeconds = 0.1;

    private readonly List<long> offered = [];
    private readonly List<long> good = [];
    private readonly List<long> shed = [];
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
    public void Shed(double asked, double time)
    {
        Add(shed, asked);
        FirstShed = Math.Min(FirstShed, time);
    }

    public void Fail() => Failed++;

    public double Offered(double from, double to) => Sum(offered, from, to);

    /// <summary>Requests asked in that time that were answered well and in time.</summary>
    public double GoodCount(double from, double to) => Sum(good, from, to);

    public double GoodRate(double from, double to) => GoodCount(from, to) / (to - from);

    public double ShedCount(double from, double to) => Sum(shed, from, to);

    public double Success(double from, double to) => Offered(from, to) == 0 ? 1 : GoodCount(from, to) / Offered(from, to);

    /// <summary>Seconds, of those that were answered well.</summary>
    public double Latency(double percent, double from, double to)
    {
        double[] sorted = [.. latencies.Where(each => each.Time >= from && each.Time < to).Select(each => each.Latency).Order()];
        return sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * percent / 100))];
    }

    private static void Add(List<long> bins, double time)
    {
        int bin = (int)(time / BinSeconds);
        while (bins.Count <= bin)
        {
            bins.Add(0);
        }

        bins[bin]++;
    }

    private static double Sum(List<long> bins, double from, double to)
    {
        long sum = 0;
        for (int bin = (int)Math.Round(from / BinSeconds); bin < Math.Min(bins.Count, (int)Math.Round(to / BinSeconds)); bin++)
        {
            sum += bins[bin];
        }

        return sum;
    }
}
