using Holdfast.Configuration;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// How much is admitted: what the pool can do and a little more, less what has to be worked off in its queue. The rate of arrivals and the
/// capacity are both measured, so the share that is shed follows in one step instead of being sought by a controller. Control loop only.
/// </summary>
internal sealed class AdmissionLaw
{
    /// <summary>Arrivals of three ticks or so, for the rate that is not to jump with each burst.</summary>
    public const double RateGain = 0.3;

    // A little more than the capacity: where the estimate is low the queue fills and says so; where it is right, the queue sheds the rest.
    private const double Overbooking = 1.05;

    // A queue of so many seconds is wanted, since an empty one means idle servers...
    private const double WantedSeconds = 0.020;

    // ... and what is above is to be gone in so many.
    private const double DrainSeconds = 0.200;

    // An empty queue lets a tenth more in, a full one half as much: what the queue says is 100 ms old, and a swing between nothing and all would be next.
    private const double MostUp = 0.10;
    private const double MostDown = 0.5;

    // Nobody is shut out wholly: without a single arrival of a class its recovery could not be seen.
    private const double MostShed = 0.99;

    // From all shed to none in four ticks: within the half second in which a crowd that has gone is to be forgotten.
    private const double ReleaseEachTick = 0.25;

    // Of each class that is shed wholly so much gets in, row E2 of the acceptance table.
    private const double TrickleOfCapacity = 0.005;

    // Of arrivals above the capacity by less than a fiftieth nobody need be shed: that is chance, and the queue is empty.
    private const double AboveCapacity = 1.02;

    // A fifth of a service time waits at least: servers with long requests get their next one less often.
    private const double WantedOfService = 0.2;

    // By class, the most important first: the share of all arrivals that would be shed if only those waited whom it waits for.
    private readonly double[] shed = new double[AdmissionKey.Classes];
    private double rate;
    private double last;

    /// <summary>Share of the arrivals that is shed.</summary>
    public double Shed => shed[^1];

    /// <summary>Arrivals a second.</summary>
    public double ArrivalsPerSecond => rate;

    public AdmissionThreshold Update(ArrivalHistogram arrivals, double arrivalsPerSecond, double capacity, in QueueState queue, double meanServiceSeconds)
    {
        NoteArrivals(arrivalsPerSecond);
        for (int index = 0; index < shed.Length; index++)
        {
            double wanted = Wanted(capacity, queue.Before(index), meanServiceSeconds);
            // Up at once, down slowly: crowds come in bursts.
            shed[index] = Math.Max(wanted, shed[index] - ReleaseEachTick);
        }

        return Shed <= 0 ? AdmissionThreshold.All : Trickle(arrivals, Cut(arrivals), capacity);
    }

    /// <summary>Nobody need be shed, however many ask: <see cref="CrowdSize"/>.</summary>
    public AdmissionThreshold AdmitAll(double arrivalsPerSecond)
    {
        NoteArrivals(arrivalsPerSecond);
        Array.Clear(shed);
        return AdmissionThreshold.All;
    }

    /// <summary>
    /// Who waits for nobody but the more important is not refused for what the less important have in the queue: those stand behind. Where a limit falls at once, as when a
    /// server is looked at with little to do, the queue is full of those who came before, and critical requests that the server could do twice over were refused for them.
    /// </summary>
    private AdmissionThreshold Cut(ArrivalHistogram arrivals)
    {
        AdmissionThreshold threshold = arrivals.Cut(1 - Shed);
        for (int index = 0; index < shed.Length - 1; index++)
        {
            AdmissionThreshold own = arrivals.Cut(1 - shed[index]);
            AdmissionThreshold end = AdmissionThreshold.Of(AdmissionKey.EndOf(index), 0);
            threshold = AdmissionThreshold.Higher(threshold, own.Key < end.Key ? own : end);
        }

        return threshold;
    }

    private void NoteArrivals(double perSecond)
    {
        last = perSecond;
        rate = rate == 0 ? last : rate + (RateGain * (last - rate));
    }

    private double Wanted(double capacity, int waiting, double meanServiceSeconds)
    {
        if (capacity <= 0)
        {
            return 0;
        }

        double queue = waiting / capacity;
        double reference = Math.Max(WantedSeconds, WantedOfService * meanServiceSeconds);
        double expected = Math.Max(last, ((1 - RateGain) * rate) + (RateGain * last));
        if (expected <= 0 || (queue < reference && expected <= AboveCapacity * capacity))
        {
            return 0;
        }

        double admitted = capacity * (Overbooking - Math.Clamp((queue - reference) / DrainSeconds, -MostUp, MostDown));
        return Math.Clamp(1 - (admitted / expected), 0, MostShed);
    }

    private AdmissionThreshold Trickle(ArrivalHistogram arrivals, AdmissionThreshold threshold, double capacity)
    {
        double wanted = Math.Max(1, TrickleOfCapacity * capacity);
        for (int index = threshold.Key / AdmissionKey.Cohorts; index < AdmissionKey.Classes; index++)
        {
            var requestClass = (RequestClass)index;
            double offered = arrivals.ShareOf(requestClass) * rate;
            threshold = threshold.WithTrickle(requestClass, offered <= 0 ? 1 : wanted / offered);
        }

        return threshold;
    }
}
