using Holdfast.Diagnosis.Evidence.Sources;
using Holdfast.Telemetry.Series;

namespace Holdfast.Incidents.Replay;

/// <summary>
/// Who asked for how much, from the series: a curve for each class of importance, and one of their own for the few clients that made most of
/// the surge, where there were such.
/// </summary>
internal sealed class LoadShapes(ReplaySeries series, ReplayConfiguration configuration, TimeScale time)
{
    public const int StepSeconds = 5;

    /// <summary>Of the class of those who made most of the surge.</summary>
    public const string FewName = "few-clients";

    // Below it the busiest client is not what made the surge.
    private const double FewLeast = 0.04;
    private const double RateLeast = 0.1;

    // Users do not all leave and come back within a minute.
    private const double LostLeast = 0.1;
    private const int ClientsMaximum = 250;

    private readonly SeriesSubject pool = new(SubjectKind.Pool, configuration.Pool);
    private readonly bool[] unrecorded = UnrecordedIn(series, configuration, time);

    /// <summary>Seconds of which nothing was recorded, because no gateway was there or they are still to come: that nobody asked, nobody knows.</summary>
    public int UnrecordedSeconds => unrecorded.Count(static second => second);

    public IReadOnlyList<LoadShape> Read()
    {
        List<(ReplayRoute Route, double[] Rates)> classes = [.. Classes()];
        double calmClients = Level(Signal.Clients, time.From, TimeScale.Lead);
        double sum = Math.Max(1, classes.Sum(one => one.Rates[0]));
        List<LoadShape> shapes = [];
        if (Few() is { } few && classes.MaxBy(one => one.Rates.Max() - one.Rates[0]) is { Rates: not null } most)
        {
            double[] theirs = [.. Enumerable.Range(0, Steps).Select(step => Math.Min(few.Rates[step], Math.Max(0, most.Rates[step] - RateLeast)))];
            classes[classes.IndexOf(most)] = (most.Route, [.. most.Rates.Zip(theirs, (all, part) => all - part)]);
            shapes.Add(new LoadShape(FewName, most.Route.Path, few.Count, [.. theirs.Select(rate => Math.Max(RateLeast, rate))]));
        }

        double troubleClients = Math.Max(calmClients, Level(Signal.Clients, time.Start, (int)(time.End - time.Start)));
        foreach ((ReplayRoute route, double[] rates) in classes)
        {
            // A class that grew brought the new clients.
            double clients = (calmClients * rates[0] / sum) + (rates.Max() > 2 * rates[0] ? troubleClients - calmClients : 0);
            shapes.Insert(0, new LoadShape(route.Class, route.Path, (int)Math.Clamp(Math.Round(clients), 1, ClientsMaximum), rates));
        }

        return shapes;
    }

    /// <summary>Twice as much and more was asked for than before, which makes servers slow and silent by itself.</summary>
    public static bool HasDoubled(IReadOnlyList<LoadShape> load) => HasRisen(load, 2);

    /// <summary>So many times as much as before was asked for, or more.</summary>
    public static bool HasRisen(IReadOnlyList<LoadShape> load, double times)
    {
        double[] sums = [.. Enumerable.Range(0, load[0].Rates.Count).Select(step => load.Sum(one => one.Rates[step]))];
        return sums.Max() >= times * ReplaySeries.Median(sums.Take(TimeScale.Lead / StepSeconds));
    }

    private int Steps => (int)Math.Ceiling(time.Length / StepSeconds);

    private IEnumerable<(ReplayRoute Route, double[] Rates)> Classes()
    {
        ReplayRoute[] routes = [.. configuration.Routes.DistinctBy(route => route.Class)];
        List<(ReplayRoute, double[])> found = [.. routes.Select(route => (route, Curve(new SeriesSubject(SubjectKind.Class, $"{configuration.Pool}/{route.Class}")))).Where(one => one.Item2.Max() >= 1)];
        return found.Count > 0 ? found : [(routes.FirstOrDefault() ?? new ReplayRoute("default", "/"), Curve(pool))];
    }

    /// <summary>Medians of the seconds that a step tells: a hiccup of the recording is no traffic.</summary>
    private double[] Curve(SeriesSubject subject) => Bridged(Curve(series.Offered(subject, time.From, unrecorded.Length)));

    /// <summary>A subject that nobody asked anything has nothing either: all of them have nothing only where there is no record.</summary>
    private static bool[] UnrecordedIn(ReplaySeries series, ReplayConfiguration configuration, TimeScale time)
    {
        int count = (int)(time.SecondAt(time.Length) - time.From) + 1;
        SeriesSubject[] subjects = [new(SubjectKind.Pool, configuration.Pool), .. configuration.Routes.Select(route => route.Class).Distinct().Select(name => new SeriesSubject(SubjectKind.Class, $"{configuration.Pool}/{name}"))];
        double[][] offered = [.. subjects.Select(subject => series.Read(subject, Signal.OfferedFirst, time.From, count))];
        return [.. Enumerable.Range(0, count).Select(second => offered.All(one => double.IsNaN(one[second])))];
    }

    /// <summary>
    /// A gateway that cannot follow takes in less than users ask for: what falls far below the usual in the middle of the trouble and comes back
    /// within it was asked for all the same, as much as before and after it.
    /// </summary>
    private double[] Bridged(double[] rates)
    {
        int first = TimeScale.Lead / StepSeconds;
        int last = Math.Min(rates.Length - 1, (int)((TimeScale.Lead + time.TroubleSeconds) / StepSeconds));
        double usual = ReplaySeries.Median(rates.Take(first));
        for (int step = first + 1; step <= last; step++)
        {
            int back = step;
            double least = Math.Max(usual / 2, rates[first..step].Max() * LostLeast);
            while (back <= last && rates[back] < least)
            {
                back++;
            }

            for (int gap = step; back <= last && gap < back; gap++)
            {
                rates[gap] = rates[step - 1] + ((rates[back] - rates[step - 1]) * (gap - step + 1) / (back - step + 1));
            }
        }

        return rates;
    }

    private double[] Curve(double[] perSecond)
    {
        double[] rates = new double[Steps];
        for (int step = 0; step < rates.Length; step++)
        {
            int from = (int)(time.SecondAt(step * StepSeconds) - time.From);
            int to = (int)(time.SecondAt((step + 1) * StepSeconds) - time.From);
            rates[step] = ReplaySeries.Median(perSecond.Skip(from).Take(Math.Max(1, to - from)).Where((_, second) => from + second >= unrecorded.Length || !unrecorded[from + second]));
        }

        return [.. Filled(rates).Select(static rate => Math.Max(RateLeast, rate))];
    }

    /// <summary>Where nothing is known, straight lines between what was before and after; at an end what is next to it.</summary>
    private static double[] Filled(double[] rates)
    {
        int last = -1;
        for (int step = 0; step <= rates.Length; step++)
        {
            if (step < rates.Length && double.IsNaN(rates[step]))
            {
                continue;
            }

            double to = step < rates.Length ? rates[step] : last >= 0 ? rates[last] : 0;
            double from = last >= 0 ? rates[last] : to;
            for (int gap = last + 1; gap < step; gap++)
            {
                rates[gap] = from + ((to - from) * (gap - last) / (step - last));
            }

            last = step;
        }

        return rates;
    }

    /// <summary>
    /// The clients that ask for far more than the others. How many they are is not recorded one by one: it follows from the busiest one's
    /// share and from how evenly requests are spread over all clients.
    /// </summary>
    private (int Count, double[] Rates)? Few()
    {
        int count = (int)(time.End - time.From);
        double[] top = series.Read(pool, Signal.TopClientShare, time.From, count);
        double share = ReplaySeries.Median(top.Skip(TimeScale.Lead).OrderDescending().Take(Math.Max(1, (count - TimeScale.Lead) / 2)));
        double clients = Level(Signal.Clients, time.Start, count - TimeScale.Lead);
        double evenness = ReplaySeries.Median(series.Read(pool, Signal.ClientEntropy, time.Start, count - TimeScale.Lead));
        double calmShare = Level(Signal.TopClientShare, time.From, TimeScale.Lead);
        if (!(share >= FewLeast) || !(share >= 2 * calmShare) || !(clients >= 4))
        {
            return null;
        }

        int few = double.IsNaN(evenness) ? 1 : BusyFew.Of(clients, share, evenness).Count;
        double[] offered = series.Offered(pool, time.From, unrecorded.Length);
        double[] theirs = [.. offered.Select((rate, second) => second < top.Length && top[second] >= share / 2 && top[second] >= 2 * calmShare ? rate * Math.Min(1, few * top[second]) : 0)];
        return (few, Bridged(Curve(theirs)));
    }

    private double Level(Signal signal, long from, int count) => ReplaySeries.Median(series.Read(pool, signal, from, count)) is var level && double.IsNaN(level) ? 0 : level;
}
